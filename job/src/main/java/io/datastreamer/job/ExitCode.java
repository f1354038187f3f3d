package io.datastreamer.job;

/** How a run in this process ends. The codes are documented for operators and never change. */
enum ExitCode {
    /** All input was read, and every document delivered or rejected. */
    DONE(0),
    /** The job failed while it ran. */
    FAILED(1),
    /** An option, input or output is invalid: nothing was started. */
    NOT_STARTED(2),
    /** All input was read, and some documents are still undelivered. */
    UNDELIVERED(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
