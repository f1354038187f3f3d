package io.datastreamer.job.config;

/**
 * Thrown when the job cannot start with the given options. The message is a whole sentence for the operator: it names
 * the option, its value and what to do. Whoever starts the job prints it without a stack trace.
 */
public final class OptionException extends Exception {
    private static final long serialVersionUID = 1L;

    public OptionException(String message) {
        super(message);
    }

    public OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
