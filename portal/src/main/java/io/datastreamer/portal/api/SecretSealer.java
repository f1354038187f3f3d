package io.datastreamer.portal.api;

import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encrypts the secrets in a request before they are written to a topic. Secrets that were encrypted before stay the
 * same, byte for byte: if a stream's settings do not change, it continues with its current batch.
 */
final class SecretSealer {
    private final StreamSecrets secrets;
    private final boolean encrypts;

    /** @param encrypts whether there are keys; if not, secrets stay in clear, as the operator allows */
    SecretSealer(StreamSecrets secrets, boolean encrypts) {
        this.secrets = secrets;
        this.encrypts = encrypts;
    }

    /**
     * Returns the stream with the given secrets encrypted.
     *
     * @param stream the stream, with the given secrets in clear
     * @param given the settings in the request
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
