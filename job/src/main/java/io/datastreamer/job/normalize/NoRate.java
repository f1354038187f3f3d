package io.datastreamer.job.normalize;

/** Says that a tariff has no rate for a billing record: which, and what is missing. Has no stack trace. */
final class NoRate extends Exception {
    private static final long serialVersionUID = 1L;

    NoRate(String message) {
        super(message, null, false, false);
    }
}
