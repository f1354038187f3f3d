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
 * A signed token (JWT) by which a client identifies itself instead of with a password. It is valid for a minute, at one
 * token endpoint, for one request (RFC 7523, section 3).
 *
 * @param signer signs with the client's private key
 * @param keyId the key's id at the endpoint; null if it has only one
 * @param thumbprint the thumbprint of the key's certificate ({@code x5t#S256}, RFC 7515, section 4.1.8); null if the
 *     endpoint does not identify the key by it
 * @param clientId the client's id there
 * @param audience the token endpoint that it is for
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

    /** Signs a new one. */
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
