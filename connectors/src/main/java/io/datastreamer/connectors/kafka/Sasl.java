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

/** What a client says to show its name: in one message (PLAIN, RFC 4616), or in two (SCRAM, RFC 5802 and 7677). */
final class Sasl {
    /** A broker that asks for more wants our processor's time: OWASP asks for less for a password store. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private static final int LEAST_ITERATIONS = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** No channel is bound. */
    private static final String GS2 = "n,,";

    private final KafkaSettings.Login login;
    private final String hash;
    private final String nonce;
    private byte[] serverSignature = {};

    private Sasl(KafkaSettings.Login login, String nonce) {
        this.login = login;
        this.hash = login.mechanism().endsWith("512") ? "512" : "256";
        this.nonce = nonce;
    }

    static Sasl of(KafkaSettings.Login login) {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return new Sasl(login, Base64.getUrlEncoder().encodeToString(random));
    }

    /** With a nonce that a test knows. */
    static Sasl of(KafkaSettings.Login login, String nonce) {
        return new Sasl(login, nonce);
    }

    /** Whether the broker has to answer before the password is proved. */
    boolean isScram() {
        return !login.mechanism().equals("PLAIN");
    }

    /** The first message. */
    byte[] first() {
        return isScram()
                ? (GS2 + firstBare()).getBytes(UTF_8)
                : ("\0" + login.username() + "\0" + login.password()).getBytes(UTF_8);
    }

    private String firstBare() {
        return "n=" + login.username().replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    /**
     * The last message of SCRAM, which proves the password without telling it.
     *
     * @param challenge the broker's answer to the first one
     * @throws GeneralSecurityException when the broker cannot be meant: says why
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

    /** Whether the broker has shown that it knows the password as well. */
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
        Mac mac = mac(login.password().getBytes(UTF_8));
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
