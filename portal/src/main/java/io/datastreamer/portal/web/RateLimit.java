package io.datastreamer.portal.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many things a minute each of many callers may do: a bucket of tokens for each, which fills evenly. */
public final class RateLimit {
    private static final int MOST_CALLERS = 20_000;
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private final int perMinute;
    private final Clock clock;
    /** Guarded by itself; those who are full again are no different from those who never came. */
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
     * Takes one, if there is one.
     *
     * @return 0 when there was; else in how many seconds there is one again
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
