package io.datastreamer.portal.store;

import org.jspecify.annotations.Nullable;

/** Says that the broker does not answer now, and whether something may have changed; for whoever asked for it. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
