package io.datastreamer.portal.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and limits what each of many callers has under way. */
final class InFlight {
    private final int most;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    InFlight(int most) {
        this.most = most;
    }

    /** Begins one; if this returns true, {@link #end} must follow. */
    boolean begin(String caller) {
        boolean[] begun = new boolean[1];
        counts.compute(caller, (key, count) -> {
            int now = count == null ? 0 : count;
            begun[0] = now < most;
            return begun[0] ? Integer.valueOf(now + 1) : count;
        });
        return begun[0];
    }

    /** The answer if none may begin. */
    static Problem tooMany() {
        return Problem.later(429, "Too many requests at once; wait for the answers to the first ones.", 1);
    }

    /** Notes that a request of this caller has ended. */
    void end(String caller) {
        counts.computeIfPresent(caller, (key, count) -> count > 1 ? count - 1 : null);
    }
}
