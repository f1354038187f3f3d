package io.datastreamer.portal.auth;

/** Thrown when a token, login code or session is refused; the message is for its sender, and shows nothing of it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    /** The operator accepts no tokens. */
    public static RefusedException noTokens() {
        return new RefusedException("tokens are not taken here; use a login link");
    }
}
