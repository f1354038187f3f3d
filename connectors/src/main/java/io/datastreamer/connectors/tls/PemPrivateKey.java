package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a private key from PEM: PKCS#8, and the older formats of RSA (PKCS#1) and EC keys (SEC 1). */
public final class PemPrivateKey {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String CURVE = "EC PARAMETERS";

    private PemPrivateKey() {}

    /**
     * Returns the only private key of a text.
     *
     * @param member the setting, for messages, which show nothing of the key
     * @throws SettingsException when there is none, several, one with a passphrase, or one of a kind that TLS does not
     *     use
     */
    public static PrivateKey read(String member, String text) throws SettingsException {
        List<Pem.Block> blocks = Pem.blocks(member, text, PKCS8).stream()
                // openssl writes the curve before the key, which names it as well
                .filter(block -> !block.label().equals(CURVE))
                .toList();
        if (blocks.size() != 1) {
            throw new SettingsException(member + ": must be one private key, and nothing else");
        }
        Pem.Block block = blocks.get(0);
        if (block.label().equals("ENCRYPTED " + PKCS8) || block.body().contains("ENCRYPTED")) {
            throw new SettingsException(
                    member + ": has a passphrase; give the key without one, it is kept encrypted here");
        }
        PrivateKey key = switch (block.label()) {
            case PKCS8 -> key(block.der(member));
            case PKCS1 -> key(OlderKeys.rsa(block.der(member)));
            case SEC1 -> key(OlderKeys.ec(block.der(member)));
            default -> throw new SettingsException(member + ": must be one private key, and nothing else");
        };
        if (key == null) {
            throw new SettingsException(member + ": is no RSA, EC or Ed25519 private key, or a damaged one");
        }
        return key;
    }

    private static @Nullable PrivateKey key(byte[] pkcs8) {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException | RuntimeException e) {
                // try the next type; for damaged keys, some parsers throw undeclared exceptions
            }
        }
        return null;
    }
}
