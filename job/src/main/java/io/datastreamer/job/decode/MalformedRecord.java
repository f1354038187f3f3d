package io.datastreamer.job.decode;

import io.datastreamer.job.reject.Reason;

/** Says that a record breaks the data contract. Cheap to make, as a source may be full of such: has no stack trace. */
final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * A record that must be rejected.
     *
     * @param message names the member, its value, and what is expected
     */
    MalformedRecord(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
