package io.datastreamer.connectors.kafka;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The client's side of a SASL login: one message (PLAIN, RFC 4616; OAUTHBEARER, RFC 7628), or two (SCRAM, RFC 5802 and
 * 7677).
 */
final class Sasl {
    /** A broker that asks for more wants to waste our processor time: OWASP recommends fewer for password stores. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private static final int LEAST_ITERATIONS = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** The GS2 header: no channel binding. */
    private static final String GS2 = "n,,";

    /** Tells a broker that its refusal of a token was read (RFC 7628, section 3.2.3). */
    static final byte[] REFUSAL_IS_READ = {1};

    private static final char SEPARATOR = '\u0001';

    private final String mechanism;
    private final String username;
    private final String secret;
    private final Map<String, String> extensions;
    private final String hash;
    private final String nonce;
    private byte[] serverSignature = {};

    private Sasl(String mechanism, String username, String secret, Map<String, String> extensions, String nonce) {
        this.mechanism = mechanism;
        this.username = username;
        this.secret = secret;
        this.extensions = extensions;
        this.hash = mechanism.endsWith("512") ? "512" : "256";
        this.nonce = nonce;
    }

    static Sasl of(KafkaSettings.Login login) {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return of(login, Base64.getUrlEncoder().encodeToString(random));
    }

    /** A login with an access token, and further values for the cluster. */
    static Sasl bearing(String token, Map<String, String> extensions) {
        return new Sasl(Bearer.MECHANISM, "", token, extensions, "");
    }

    /** A login with a nonce that a test knows. */
    static Sasl of(KafkaSettings.Login login, String nonce) {
        return new Sasl(login.mechanism(), login.username(), login.password(), Map.of(), nonce);
    }

    /** Whether the broker must answer before the password is proved. */
    boolean isScram() {
        return mechanism.startsWith("SCRAM");
    }

    /** The mechanism's name. */
    String mechanism() {
        return mechanism;
    }

    /** The first message. */
    byte[] first() {
        if (isScram()) {
            return (GS2 + firstBare()).getBytes(UTF_8);
        }
        return (mechanism.equals(Bearer.MECHANISM) ? bearer() : "\0" + username + "\0" + secret).getBytes(UTF_8);
    }

    private String bearer() {
        StringBuilder message = new StringBuilder(GS2)
                .append(SEPARATOR)
                .append("auth=Bearer ")
                .append(secret)
                .append(SEPARATOR);
        extensions.forEach(
                (name, value) -> message.append(name).append('=').append(value).append(SEPARATOR));
        return message.append(SEPARATOR).toString();
    }

    private String firstBare() {
        return "n=" + username.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    /**
     * SCRAM's last message, which proves knowledge of the password without revealing it.
     *
     * @param challenge the broker's answer to the first one
     * @throws GeneralSecurityException when the broker's answer is not acceptable; the message says why
     */
    byte[] last(byte[] challenge) throws GeneralSecurityException {
        String serverFirst = new String(challenge, UTF_8);
        Map<String, String> members = members(serverFirst);
        String both = members.getOrDefault("r", "");
        if (!both.startsWith(nonce) || both.length() == nonce.length()) {
            throw new GeneralSecurityException("its answer is to another client");
        }
        int iterations;
        byte[] salt;
        try {
            iterations = Integer.parseInt(members.getOrDefault("i", ""));
            salt = Base64.getDecoder().decode(members.getOrDefault("s", ""));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its answer is not SCRAM", e);
        }
        if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new GeneralSecurityException("it wants " + iterations + " iterations, " + LEAST_ITERATIONS + " to "
                    + MOST_ITERATIONS + " are possible");
        }
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(GS2.getBytes(UTF_8)) + ",r=" + both;
        byte[] said = (firstBare() + "," + serverFirst + "," + withoutProof).getBytes(UTF_8);
        byte[] salted = salted(salt, iterations);
        byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
        byte[] stored = MessageDigest.getInstance("SHA-" + hash).digest(clientKey);
        serverSignature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), said);
        String proof = Base64.getEncoder().encodeToString(xor(clientKey, hmac(stored, said)));
        return (withoutProof + ",p=" + proof).getBytes(UTF_8);
    }

    /** Whether the broker has proved that it knows the password as well. */
    boolean isProvedBy(byte[] answer) {
        String signature = members(new String(answer, UTF_8)).getOrDefault("v", "");
        return MessageDigest.isEqual(
                signature.getBytes(UTF_8),
                Base64.getEncoder().encodeToString(serverSignature).getBytes(UTF_8));
    }

    private static Map<String, String> members(String message) {
        Map<String, String> members = new HashMap<>();
        for (String each : message.split(",", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                members.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return members;
    }

    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
        Mac mac = mac(secret.getBytes(UTF_8));
        mac.update(salt);
        byte[] each = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = each;
        for (int i = 1; i < iterations; i++) {
            each = mac.doFinal(each);
            sum = xor(sum, each);
        }
        return sum;
    }

    private byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        return mac(key).doFinal(message);
    }

    private Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + hash);
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] sum = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = (byte) (a[i] ^ b[i]);
        }
        return sum;
    }
}
