package io.datastreamer.portal.api;

import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encrypts the secrets that were sent, before they get into a topic. Those that were encrypted before stay as they are,
 * byte for byte: a stream whose settings are the same goes on with the batch that it has.
 */
final class SecretSealer {
    private final StreamSecrets secrets;
    private final boolean encrypts;

    /** @param encrypts whether there are keys; else secrets stay in clear, as the operator allows */
    SecretSealer(StreamSecrets secrets, boolean encrypts) {
        this.secrets = secrets;
        this.encrypts = encrypts;
    }

    /**
     * The stream with the given secrets encrypted.
     *
     * @param stream has the given secrets in clear
     * @param given settings that were sent
     */
    StreamConfiguration sealed(StreamConfiguration stream, Settings given) {
        if (!encrypts) {
            return stream;
        }
        Map<String, Object> fresh = new LinkedHashMap<>();
        for (String member : SecretMembers.of(stream.apiType())) {
            Object value = given.get(member);
            if (value != null) {
                fresh.put(member, value);
            }
        }
        Map<String, Object> encrypted;
        try {
            encrypted =
                    secrets.encrypted(stream.withSettings(new Settings(fresh))).members();
        } catch (SettingsException e) {
            throw new IllegalStateException("secrets were checked to be texts", e);
        }
        Map<String, Object> members = new LinkedHashMap<>(stream.settings().members());
        encrypted.forEach((member, value) -> {
            if (fresh.get(member) instanceof Map<?, ?> && members.get(member) instanceof Map<?, ?> all) {
                Map<Object, Object> merged = new LinkedHashMap<>(all);
                merged.putAll((Map<?, ?>) value);
                members.put(member, merged);
            } else {
                members.put(member, value);
            }
        });
        return stream.withSettings(new Settings(members));
    }
}
