package io.datastreamer.connectors.oauth;

import java.security.GeneralSecurityException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A way to ask a token endpoint for an access token. Immutable. */
public interface TokenRequests {

    /**
     * A request, good for being sent once.
     *
     * @param request what is sent
     * @param secrets what it alone has that no text may show, such as a signature
     * @param tokenMember the member of the answer that is the token
     * @param usualSeconds how long a token is good where the answer does not say
     */
    record TokenRequest(Request request, Set<String> secrets, String tokenMember, long usualSeconds) {
        private static final long USUAL_SECONDS = 300;

        /** One that is answered as RFC 6749 has it. */
        public TokenRequest(Request request, Set<String> secrets) {
            this(request, secrets, "access_token", USUAL_SECONDS);
        }

        /** The request holds secrets. */
        @Override
        public String toString() {
            return "TokenRequest[" + request.url() + "]";
        }
    }

    /** A request of a token endpoint, still without what it asks. */
    static Request.Builder to(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer");
    }

    /**
     * Makes a new one.
     *
     * @throws GeneralSecurityException when nothing can be signed
     */
    TokenRequest next() throws GeneralSecurityException;

    /**
     * What asks for the token that requests need by showing the one that came first; null where that is the one.
     *
     * @param token that came first
     */
    default @Nullable TokenRequest further(String token) {
        return null;
    }

    /** What all requests have that no text may show. */
    Set<String> secrets();
}
