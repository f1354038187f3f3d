package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself in place of a password, signed by its private key: a JWT that is good for a minute, at one
 * token endpoint, for one request (RFC 7523, section 3).
 *
 * @param signer signs it
 * @param keyId by what the endpoint knows the key; null where it has one only
 * @param thumbprint that of the key's certificate ({@code x5t#S256}, RFC 7515, section 4.1.8); null where the endpoint does
 *     not know the key by one
 * @param clientId this client's name there
 * @param audience whom it is for
 */
record ClientAssertion(
        JwtSigner signer, @Nullable String keyId, @Nullable String thumbprint, String clientId, String audience) {
    private static final long GOOD_SECONDS = 60;

    /** The thumbprint of a certificate. */
    static String thumbprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** A new one. */
    String signed(Instant now) throws GeneralSecurityException {
        ObjectNode header = JwtSigner.object();
        if (keyId != null) {
            header.put("kid", keyId);
        }
        if (thumbprint != null) {
            header.put("x5t#S256", thumbprint);
        }
        ObjectNode claims = JwtSigner.object()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + GOOD_SECONDS);
        return signer.signed(header, claims);
    }
}
