package io.datastreamer.connectors.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.oauth.JwtSigner;
import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.oauth.TokenRequests;
import java.security.GeneralSecurityException;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Access through a customer's workload identity pool: Google's STS exchanges a token that the operator signed for the
 * organisation for a Google token (RFC 8693). If the customer names a service account, that token is used to get one
 * for the account.
 *
 * @param identity signs the token that names the organisation
 * @param organisationId the organisation
 * @param provider the pool's provider, which trusts the operator's identity
 * @param account the service account to act as; null to act as the pool's principal itself
 * @param scope the scope of the final token
 * @param endpoint the address of Google's token services; null for the public ones
 * @see <a href="https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token">the exchange</a>
 * @see <a
 *     href="https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken">
 *     the account's token</a>
 */
record FederatedAccess(
        OperatorIdentity identity,
        long organisationId,
        String provider,
        @Nullable String account,
        String scope,
        @Nullable String endpoint)
        implements TokenRequests {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String SERVICE = "//iam.googleapis.com/";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /** The scope that suffices to request an account's token. */
    private static final String SCOPE_TO_ASK = "https://www.googleapis.com/auth/iam";

    private static final long HOUR_SECONDS = 3600;

    @Override
    public TokenRequest next() throws GeneralSecurityException {
        String signed = identity.signed(organisationId, "https:" + SERVICE + provider);
        FormBody form = new FormBody.Builder()
                .add("grant_type", EXCHANGE)
                .add("audience", SERVICE + provider)
                .add("scope", account == null ? scope : SCOPE_TO_ASK)
                .add("requested_token_type", ACCESS_TOKEN)
                .add("subject_token_type", JWT)
                .add("subject_token", signed)
                .build();
        return new TokenRequest(
                TokenRequests.to(url("https://sts.googleapis.com", "/v1/token"))
                        .post(form)
                        .build(),
                Set.of(signed));
    }

    @Override
    public @Nullable TokenRequest further(String token) {
        if (account == null) {
            return null;
        }
        ObjectNode asked = JwtSigner.object().put("lifetime", HOUR_SECONDS + "s");
        asked.putArray("scope").add(scope);
        HttpUrl url = url(
                "https://iamcredentials.googleapis.com",
                "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken");
        Request request = TokenRequests.to(url)
                .post(RequestBody.create(asked.toString(), JSON))
                .header("Authorization", "Bearer " + token)
                .build();
        // the answer has the expiry by Google's clock; it is what was requested
        return new TokenRequest(request, Set.of(token), "accessToken", HOUR_SECONDS);
    }

    private HttpUrl url(String publicOne, String path) {
        return HttpUrl.get((endpoint == null ? publicOne : endpoint) + path);
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public String toString() {
        return account == null ? OperatorIdentity.subject(organisationId) + " of " + provider : account;
    }
}
