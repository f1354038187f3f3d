package io.datastreamer.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keys that sign tokens for tests, and valid and invalid tokens. */
public final class TestKeys {
    public static final String ISSUER = "https://id.example.org";
    public static final String AUDIENCE = "data-streamer";

    private static final RSAKey KEY = newKey("key-1");
    private static final RSAKey UNKNOWN_KEY = newKey("key-1");
    private static final Path FILE = write();

    private TestKeys() {}

    /** The public keys. */
    public static Path jwks() {
        return FILE;
    }

    /** A valid token of an organisation. */
    public static String token(long organisation) {
        return token(organisation, claims -> claims);
    }

    /** A token with claims that differ from a valid one's. */
    public static String token(long organisation, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(KEY, change.apply(claims(organisation)).build());
    }

    /** A valid token of an operator. */
    public static String operator() {
        return signed(
                KEY,
                claims(null)
                        .subject("operator@example.org")
                        .claim("roles", List.of("data-streamer-operator"))
                        .build());
    }

    public static String expired(long organisation) {
        return token(
                organisation,
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
    }

    public static String ofAnotherAudience(long organisation) {
        return token(organisation, claims -> claims.audience("somebody-else"));
    }

    public static String ofAnotherIssuer(long organisation) {
        return token(organisation, claims -> claims.issuer("https://evil.example.org"));
    }

    public static String signedByAnUnknownKey(long organisation) {
        return signed(UNKNOWN_KEY, claims(organisation).build());
    }

    public static String unsigned(long organisation) {
        return new PlainJWT(claims(organisation).build()).serialize();
    }

    /** Signed with the public key as if it were a shared secret: a verifier that accepts any algorithm is deceived. */
    public static String signedWithThePublicKey(long organisation) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims(organisation).build());
            token.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(@Nullable Long organisation) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("user@example.org")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        return organisation == null ? claims : claims.claim("organisation_id", organisation);
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write() {
        try {
            Path file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JWKSet(KEY.toPublicJWK()).toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
