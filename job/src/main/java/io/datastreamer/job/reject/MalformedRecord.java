package io.datastreamer.job.reject;

/** Says that a record is not as its format wants it. Cheap to make, as a source may be full of such: has no stack trace. */
public final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * A record that must be rejected.
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
