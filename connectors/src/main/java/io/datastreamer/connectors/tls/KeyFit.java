package io.datastreamer.connectors.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Checks whether two keys are halves of one pair: what one signs, the other verifies. */
final class KeyFit {
    private static final byte[] ANYTHING = {1, 2, 3};

    private KeyFit() {}

    static boolean isOf(PrivateKey key, PublicKey other) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(ANYTHING);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(other);
            verifying.update(ANYTHING);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            // of different types, or on different curves
            return false;
        }
    }
}
