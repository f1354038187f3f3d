package io.datastreamer.connectors.oauth;

import io.datastreamer.connectors.secrets.SecretSource;
import io.datastreamer.connectors.settings.SettingsException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of this installation for customers' clouds that trust it (workload identity federation): an issuer, at
 * whose address the clouds read public keys. The tokens that it signs name the organisation that they are for, which
 * nobody can choose.
 * Immutable.
 */
public final class OperatorIdentity {
    /** The form of an issuer, for messages. */
    public static final String ISSUER = "an https address such as https://identity.example.org, without a / at its end";

    private static final long GOOD_SECONDS = 300;
    /** Tokens begin earlier, because clocks differ, and one cloud accepts none from the future. */
    private static final long EARLIER_SECONDS = 60;

    private static final int LONGEST_ISSUER = 255;

    private final String issuer;
    private final IdentityKey key;

    private OperatorIdentity(String issuer, IdentityKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /**
     * Creates an identity.
     *
     * @param issuer its address
     * @param name the key's name in messages
     * @param pem its private key
     * @throws IllegalArgumentException when they are invalid; the message shows nothing of the key
     */
    public static OperatorIdentity of(String issuer, String name, String pem) {
        if (!isIssuer(issuer)) {
            throw new IllegalArgumentException("identity.issuer " + issuer + ": must be " + ISSUER);
        }
        return new OperatorIdentity(issuer, IdentityKey.read(name, pem));
    }

    /**
     * Reads the identity of {@code identity.issuer} and {@code identity.key}.
     *
     * @param issuer the issuer; null if not set
     * @param source where the key is; null if not set
     * @return null if neither is set
     * @throws IllegalArgumentException when only one is set, or one is invalid; the message begins with the option
     */
    public static @Nullable OperatorIdentity read(@Nullable String issuer, @Nullable String source) {
        if (issuer == null && source == null) {
            return null;
        }
        if (issuer == null || source == null) {
            String missing = issuer == null ? "identity.issuer" : "identity.key";
            throw new IllegalArgumentException(
                    missing + ": is missing; identity.issuer and identity.key are needed both, or none");
        }
        return of(issuer, "identity.key " + source, SecretSource.read("identity.key", source));
    }

    /** Whether a text can be an issuer (OpenID Connect Discovery 1.0, section 2). */
    public static boolean isIssuer(String text) {
        try {
            URI uri = URI.create(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && text.length() <= LONGEST_ISSUER
                    && !text.endsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the operator's identity for a data stream that needs it.
     *
     * @param identity the operator's; null when there is none
     * @param member the setting that needs it, for the message
     * @throws SettingsException when there is none
     */
    public static OperatorIdentity require(@Nullable OperatorIdentity identity, String member)
            throws SettingsException {
        if (identity == null) {
            throw new SettingsException(member + ": identities cannot be used here: the operator has set no"
                    + " identity.issuer and identity.key; use a key or a token");
        }
        return identity;
    }

    /** The subject that stands for an organisation in signed tokens. */
    public static String subject(long organisationId) {
        return "org-" + organisationId;
    }

    /**
     * Signs a JWT that names an organisation; it is valid for five minutes, for one audience.
     *
     * @param organisationId the data stream's organisation
     * @param audience who the token is for
     */
    public String signed(long organisationId, String audience) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        return key.signer()
                .signed(
                        JwtSigner.object().put("kid", key.id()),
                        JwtSigner.object()
                                .put("iss", issuer)
                                .put("sub", subject(organisationId))
                                .put("aud", audience)
                                .put("jti", UUID.randomUUID().toString())
                                .put("iat", now - EARLIER_SECONDS)
                                .put("nbf", now - EARLIER_SECONDS)
                                .put("exp", now + GOOD_SECONDS));
    }

    /** Shows no private key. */
    @Override
    public String toString() {
        return "OperatorIdentity[" + issuer + "]";
    }
}
