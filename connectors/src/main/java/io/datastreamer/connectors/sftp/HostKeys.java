package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import io.datastreamer.connectors.settings.SettingsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The host keys, by fingerprint, one of which a server must present.
 *
 * @param types the type of each, such as {@code ssh-ed25519}; empty if only its fingerprint is known
 */
record HostKeys(Map<String, String> types) {
    private static final String TYPE =
            "ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp256|ecdsa-sha2-nistp384|ecdsa-sha2-nistp521";
    private static final Pattern FINGERPRINT = Pattern.compile("(SHA256:[A-Za-z0-9+/]{43})=?");
    /** As in known_hosts, from ssh-keyscan, and in files of public keys. */
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("(?:\\S+\\s+)?(" + TYPE + ")\\s+([A-Za-z0-9+/]{40,2048}={0,2})(?:\\s.*)?");

    private static final int MOST = 8;
    private static final int LONGEST = 16 * 1024;

    /**
     * Reads host keys, one a line.
     *
     * @throws SettingsException when a line is neither a fingerprint nor a public key
     */
    static HostKeys read(String member, String text) throws SettingsException {
        Map<String, String> types = new LinkedHashMap<>();
        for (String line : text.length() > LONGEST ? new String[] {"too long"} : text.split("\\R", -1)) {
            String key = line.strip();
            if (key.isEmpty() || key.startsWith("#")) {
                continue;
            }
            Matcher fingerprint = FINGERPRINT.matcher(key);
            Matcher publicKey = PUBLIC_KEY.matcher(key);
            if (fingerprint.matches()) {
                types.putIfAbsent(fingerprint.group(1), "");
            } else if (publicKey.matches() && isOf(publicKey.group(1), publicKey.group(2))) {
                types.put(fingerprint(Base64.getDecoder().decode(publicKey.group(2))), publicKey.group(1));
            } else {
                types.clear();
                break;
            }
        }
        if (types.isEmpty() || types.size() > MOST) {
            throw new SettingsException(member + ": must be the server's host key, SHA256:… or ssh-ed25519 AAAA…, or"
                    + " several, a line each, at most " + MOST);
        }
        return new HostKeys(types);
    }

    /** Whether a key is of a type: it begins with the type's name. */
    private static boolean isOf(String type, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            byte[] name = type.getBytes(US_ASCII);
            if (key.length < Integer.BYTES + name.length) {
                return false;
            }
            String begin = new String(key, Integer.BYTES, name.length, US_ASCII);
            return key[0] == 0 && key[1] == 0 && key[2] == 0 && key[3] == name.length && begin.equals(type);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The fingerprint as OpenSSH shows it. */
    static String fingerprint(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Whether some key may be of one of these types. */
    boolean mayBeOf(Set<String> some) {
        return types.values().stream().anyMatch(type -> type.isEmpty() || some.contains(type));
    }

    /** Checks the key that a server presents, and remembers it. */
    static final class Shown implements HostKeyRepository {
        private final HostKeys keys;
        private @Nullable String fingerprint;
        private boolean accepted;

        Shown(HostKeys keys) {
            this.keys = keys;
        }

        /** The key that the server presented; null if it did not get that far. */
        @Nullable
        String fingerprint() {
            return fingerprint;
        }

        /** Whether it was one of the accepted keys. */
        boolean isAccepted() {
            return accepted;
        }

        @Override
        public int check(String host, byte[] key) {
            fingerprint = HostKeys.fingerprint(key);
            accepted = keys.types.containsKey(fingerprint);
            return accepted ? OK : NOT_INCLUDED;
        }

        @Override
        public void add(HostKey key, UserInfo user) {}

        @Override
        public void remove(String host, String type) {}

        @Override
        public void remove(String host, String type, byte[] key) {}

        @Override
        public String getKnownHostsRepositoryID() {
            return "host_key";
        }

        @Override
        public HostKey[] getHostKey() {
            return new HostKey[0];
        }

        @Override
        public HostKey[] getHostKey(String host, String type) {
            return new HostKey[0];
        }
    }
}
