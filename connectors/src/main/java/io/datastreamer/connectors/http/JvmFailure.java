package io.datastreamer.connectors.http;

import org.jspecify.annotations.Nullable;

/** Distinguishes failures of the JVM from those of the code that runs in it. */
public final class JvmFailure {
    private static final int DEEPEST = 32;

    private JvmFailure() {}

    /**
     * Returns the JVM failure that this throwable is or was caused by: lack of memory, or an internal error; null if
     * none. A stack overflow, as one document may cause, does not count.
     */
    public static @Nullable VirtualMachineError in(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (cause instanceof VirtualMachineError jvm && !(cause instanceof StackOverflowError)) {
                return jvm;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Rethrows such a failure, if there is one. */
    static void rethrow(Throwable failure) {
        VirtualMachineError jvm = in(failure);
        if (jvm != null) {
            throw jvm;
        }
    }
}
