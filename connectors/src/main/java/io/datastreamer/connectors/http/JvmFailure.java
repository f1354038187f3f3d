package io.datastreamer.connectors.http;

import org.jspecify.annotations.Nullable;

/** Tells a failure of the JVM from one of the code that runs in it. */
public final class JvmFailure {
    private static final int DEEPEST = 32;

    private JvmFailure() {}

    /**
     * The failure of the JVM that is this throwable, or a cause of it: memory, or an internal error. A stack that is too
     * small for one document is none.
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

    /** Throws that failure again, where there is one. */
    static void rethrow(Throwable failure) {
        VirtualMachineError jvm = in(failure);
        if (jvm != null) {
            throw jvm;
        }
    }
}
