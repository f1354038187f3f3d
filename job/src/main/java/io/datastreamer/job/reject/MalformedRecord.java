package io.datastreamer.job.reject;

/**
 * Thrown when a record is not as its format requires. It has no stack trace, so that it is cheap, as a source may be
 * full of such records.
 */
public final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Creates the exception for a record that must be rejected.
     *
     * @param message names the member, its value, and what is expected
     */
    public MalformedRecord(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
