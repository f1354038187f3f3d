package io.datastreamer.portal.auth;

/** Says that a token, a login code or a session is not good; the message is for whoever sent it, and holds nothing of it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    /** The operator takes no tokens. */
    public static RefusedException noTokens() {
        return new RefusedException("tokens are not taken here; use a login link");
    }
}
