package io.datastreamer.portal.store;

import org.jspecify.annotations.Nullable;

/** Thrown when the broker does not answer now; says whether something may have changed. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
