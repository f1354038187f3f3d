package io.datastreamer.portal.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Limits how many things a minute each caller may do, with a token bucket for each that fills evenly. */
public final class RateLimit {
    private static final int MOST_CALLERS = 20_000;
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private final int perMinute;
    private final Clock clock;
    /** Guarded by itself; a caller with a full bucket is the same as one that never came. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    private record Bucket(double tokens, long at) {}

    public RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /**
     * Takes a token, if there is one.
     *
     * @return 0 if there was one; otherwise in how many seconds there will be one
     */
    public int take(String caller) {
        long now = clock.millis();
        synchronized (buckets) {
            Bucket bucket = buckets.getOrDefault(caller, new Bucket(perMinute, now));
            double filled = Math.min(
                    perMinute, bucket.tokens() + Math.max(0, now - bucket.at()) * perMinute / MILLIS_OF_A_MINUTE);
            if (filled < 1) {
                buckets.put(caller, new Bucket(filled, now));
                return (int) Math.ceil((1 - filled) * MILLIS_OF_A_MINUTE / perMinute / 1000);
            }
            buckets.put(caller, new Bucket(filled - 1, now));
            return 0;
        }
    }
}
