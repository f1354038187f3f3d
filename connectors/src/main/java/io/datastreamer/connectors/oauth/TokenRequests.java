package io.datastreamer.connectors.oauth;

import java.security.GeneralSecurityException;
import java.util.Set;
import okhttp3.Request;

/** A way to ask a token endpoint for an access token. Immutable. */
public interface TokenRequests {

    /**
     * A request, good for being sent once.
     *
     * @param request what is sent
     * @param secrets what it alone has that no text may show, such as a signature
     */
    record TokenRequest(Request request, Set<String> secrets) {
        /** The request holds secrets. */
        @Override
        public String toString() {
            return "TokenRequest[" + request.url() + "]";
        }
    }

    /**
     * Makes a new one.
     *
     * @throws GeneralSecurityException when nothing can be signed
     */
    TokenRequest next() throws GeneralSecurityException;
}
