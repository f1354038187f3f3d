package io.datastreamer.connectors.http;

import io.datastreamer.contract.Exchange;
import org.jspecify.annotations.Nullable;

/** Records when the phases of a call began and ended, as its threads report; 0 for a phase that did not happen. */
final class CallTiming {
    private static final long NANOS = 1_000_000;

    private final long start = System.nanoTime();
    private volatile long lookupFrom;
    private volatile long lookupTo;
    private volatile long dialFrom;
    private volatile long dialTo;
    private volatile long tlsFrom;
    private volatile long tlsTo;
    private volatile long head;
    private volatile long end;

    void lookupStart() {
        lookupFrom = System.nanoTime();
    }

    void lookupEnd() {
        lookupTo = System.nanoTime();
    }

    /** Starts the phase of dialling at the first of several addresses, which may be dialled in turn or in a race. */
    void dialStart() {
        if (dialFrom == 0) {
            dialFrom = System.nanoTime();
        }
    }

    void dialEnd() {
        dialTo = System.nanoTime();
    }

    void tlsStart() {
        tlsFrom = System.nanoTime();
    }

    void tlsEnd() {
        tlsTo = System.nanoTime();
    }

    void firstByte() {
        head = System.nanoTime();
    }

    void ended() {
        end = System.nanoTime();
    }

    /** How long each phase took; one that did not end lasted until the call was over. */
    Exchange.Timing told() {
        return new Exchange.Timing(
                phase(lookupFrom, lookupTo),
                phase(dialFrom, tlsFrom == 0 ? dialTo : tlsFrom),
                phase(tlsFrom, tlsTo),
                head == 0 ? null : Long.valueOf((head - start) / NANOS),
                Math.max(0, (end - start) / NANOS));
    }

    private @Nullable Long phase(long from, long to) {
        return from == 0 ? null : Long.valueOf(Math.max(0, ((to == 0 ? end : to) - from) / NANOS));
    }
}
