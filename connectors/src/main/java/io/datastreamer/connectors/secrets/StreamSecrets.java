package io.datastreamer.connectors.secrets;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encrypts and decrypts the secret settings of data streams. An encrypted setting is {@code {"encrypted": "BASE64"}}
 * instead of its value; it is bound to its organisation, its stream and its member, so that it is useless elsewhere.
 */
public final class StreamSecrets {
    private static final String ENCRYPTED = "encrypted";

    private final @Nullable Keyset keys;
    private final boolean allowPlain;

    /**
     * Creates it.
     *
     * @param keys the keys; null if there are none: then encrypted settings cannot be read
     * @param allowPlain whether to accept secrets in clear, for a first try on one's own machine
     */
    public StreamSecrets(@Nullable Keyset keys, boolean allowPlain) {
        this.keys = keys;
        this.allowPlain = allowPlain;
    }

    /**
     * Returns the settings with their secrets in clear, for the client only.
     *
     * @throws SettingsException when a secret cannot be decrypted, or should be encrypted; the message names the member
     */
    public Settings decrypted(StreamConfiguration stream) throws SettingsException {
        return mapped(stream, this::decrypt);
    }

    /**
     * Returns the settings with all secrets encrypted by the newest key, for topics and state.
     *
     * @throws SettingsException when one is already encrypted, with a key that is missing or for another stream
     * @throws IllegalStateException when there are no keys
     */
    public Settings encrypted(StreamConfiguration stream) throws SettingsException {
        return mapped(stream, this::encrypt);
    }

    private interface Mapping {
        Object map(StreamConfiguration stream, String field, Object value) throws SettingsException;
    }

    private static Settings mapped(StreamConfiguration stream, Mapping mapping) throws SettingsException {
        Map<String, Object> members = new LinkedHashMap<>(stream.settings().members());
        for (String member : SecretMembers.of(stream.apiType())) {
            Object value = members.get(member);
            if (value instanceof Map<?, ?> map && !isEncrypted(value)) {
                Map<String, Object> values = new LinkedHashMap<>();
                for (Map.Entry<?, ?> one : map.entrySet()) {
                    String name = (String) one.getKey();
                    values.put(name, mapping.map(stream, member + "." + name, one.getValue()));
                }
                members.put(member, values);
            } else if (value != null) {
                members.put(member, mapping.map(stream, member, value));
            }
        }
        return new Settings(members);
    }

    private Object encrypt(StreamConfiguration stream, String field, Object value) throws SettingsException {
        if (keys == null) {
            throw new IllegalStateException("there is no keyset");
        }
        Object plain = isEncrypted(value) ? decrypt(stream, field, value) : value;
        if (!(plain instanceof String text)) {
            throw new SettingsException(field + ": must be a string");
        }
        byte[] encrypted = keys.encrypt(text.getBytes(UTF_8), associated(stream, field));
        return Map.of(ENCRYPTED, Base64.getEncoder().encodeToString(encrypted));
    }

    private Object decrypt(StreamConfiguration stream, String field, Object value) throws SettingsException {
        if (!isEncrypted(value)) {
            if (allowPlain) {
                return value;
            }
            throw new SettingsException(
                    field + ": is not encrypted; ./streamer encrypt-stream does that (or the operator sets"
                            + " secrets.allow-plain, for a first try)");
        }
        if (keys == null) {
            throw new SettingsException(field + ": is encrypted, and the operator has set no secrets.keyset");
        }
        try {
            byte[] encrypted = Base64.getDecoder().decode((String) ((Map<?, ?>) value).get(ENCRYPTED));
            return new String(keys.decrypt(encrypted, associated(stream, field)), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SettingsException(field + ": cannot be decrypted: it was encrypted with a key that is not in"
                    + " secrets.keyset, or for another organisation, data stream or member");
        }
    }

    private static boolean isEncrypted(Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get(ENCRYPTED) instanceof String;
    }

    /** The parts are separated by line breaks, which neither ids nor numbers contain. */
    private static byte[] associated(StreamConfiguration stream, String field) {
        return (stream.organisationId() + "\n" + stream.id() + "\n" + field).getBytes(UTF_8);
    }
}
