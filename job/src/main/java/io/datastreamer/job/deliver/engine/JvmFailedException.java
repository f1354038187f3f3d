package io.datastreamer.job.deliver.engine;

/** Thrown when the JVM has failed in another thread: the task must not go on half alive. */
final class JvmFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JvmFailedException(String what) {
        super(what
                + ". The task starts again from its last checkpoint; give the TaskManager more memory, or allow less in"
                + " flight (deliver.max-bytes, deliver.max-requests, journal.tail-bytes).");
    }
}
