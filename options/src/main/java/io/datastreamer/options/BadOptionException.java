package io.datastreamer.options;

/**
 * Thrown when an option cannot be used. The message is a whole sentence: it names the option, its value and what to do.
 */
public final class BadOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadOptionException(String message) {
        super(message);
    }

    public BadOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
