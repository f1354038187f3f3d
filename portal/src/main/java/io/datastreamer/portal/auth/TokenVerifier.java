package io.datastreamer.portal.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.datastreamer.portal.config.PortalSettings;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Identifies the caller by a bearer token: a signed JWT (RFC 7519) of the expected issuer and audience that has not
 * expired, is signed by a key of the set with an allowed algorithm, and names an organisation or has the operators'
 * role.
 */
public final class TokenVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
    private static final int LONGEST = 8192;
    private static final int TIMEOUT_MS = 3000;
    private static final int LARGEST_SET = 256 * 1024;

    private final PortalSettings.Tokens settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Creates a verifier. Keys at a URL are fetched when they are first needed.
     *
     * @throws IllegalArgumentException when the keys' file cannot be read, or the URL is invalid; the message names the
     *     option
     */
    public TokenVerifier(PortalSettings.Tokens settings) {
        this.settings = settings;
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys(settings.jwks())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "exp")));
    }

    /**
     * Returns the caller that the token stands for.
     *
     * @throws RefusedException when the token is not valid
     */
    public Caller verify(String token) throws RefusedException {
        if (token.length() > LONGEST) {
            throw new RefusedException("the token is too long");
        }
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (ParseException e) {
            throw new RefusedException("the token is not a JWT");
        } catch (BadJOSEException e) {
            LOG.debug("a token was refused", e);
            throw new RefusedException(
                    "the token is not valid: expired, of another issuer or audience, or not signed by a"
                            + " known key in an allowed way");
        } catch (JOSEException e) {
            LOG.warn("tokens cannot be checked: {}", e.toString());
            throw new RefusedException("the token cannot be checked now");
        }
        boolean operator = roles(claims).contains(settings.operatorRole());
        Long organisation = operator ? null : organisation(claims);
        if (!operator && organisation == null) {
            throw new RefusedException("the token names no organisation");
        }
        return new Caller(
                claims.getSubject(), organisation, claims.getExpirationTime().toInstant());
    }

    private List<String> roles(JWTClaimsSet claims) {
        try {
            List<String> roles = claims.getStringListClaim(settings.rolesClaim());
            return roles == null ? List.of() : roles;
        } catch (ParseException e) {
            return List.of();
        }
    }

    private @Nullable Long organisation(JWTClaimsSet claims) {
        Object claim = claims.getClaim(settings.organisationClaim());
        if (claim instanceof Long || claim instanceof Integer) {
            return ((Number) claim).longValue();
        }
        return claim instanceof String text && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static JWKSource<SecurityContext> keys(String source) {
        if (source.startsWith("file:")) {
            return new KeyFile(Path.of(source.substring("file:".length())));
        }
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            URI.create(source).toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, LARGEST_SET))
                    .retrying(true)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("auth.jwks " + source + ": is not an address", e);
        }
    }
}
