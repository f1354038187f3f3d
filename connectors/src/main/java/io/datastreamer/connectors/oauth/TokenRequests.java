package io.datastreamer.connectors.oauth;

import java.security.GeneralSecurityException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Creates requests to a token endpoint for an access token. Immutable. */
public interface TokenRequests {

    /**
     * A request that may be sent once.
     *
     * @param request the request
     * @param secrets further secrets of this request that no text may show, such as a signature
     * @param tokenMember the answer's member with the token
     * @param usualSeconds how long a token is valid if the answer does not say
     */
    record TokenRequest(Request request, Set<String> secrets, String tokenMember, long usualSeconds) {
        private static final long USUAL_SECONDS = 300;

        /** A request that is answered by RFC 6749. */
        public TokenRequest(Request request, Set<String> secrets) {
            this(request, secrets, "access_token", USUAL_SECONDS);
        }

        /** Shows nothing, because the request holds secrets. */
        @Override
        public String toString() {
            return "TokenRequest[" + request.url() + "]";
        }
    }

    /** Starts a request to a token endpoint, still without its parameters. */
    static Request.Builder to(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer");
    }

    /**
     * Creates a new request.
     *
     * @throws GeneralSecurityException when nothing can be signed
     */
    TokenRequest next() throws GeneralSecurityException;

    /**
     * Creates a further request, which exchanges the first token for the final one; null if the first is the final one.
     *
     * @param token the first token
     */
    default @Nullable TokenRequest further(String token) {
        return null;
    }

    /** Secrets of all requests that no text may show. */
    Set<String> secrets();
}
