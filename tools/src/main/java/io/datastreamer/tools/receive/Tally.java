package io.datastreamer.tools.receive;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what has arrived so far. Thread-safe. */
final class Tally {
    private final @Nullable IdSet ids;
    private long documents;
    private long requests;
    private long badRequests;
    private long bytes;
    private long withoutId;
    private long firstNanos;
    private long lastNanos;

    /** @param trackIds whether to recognise duplicates, which takes about 16 bytes a document */
    Tally(boolean trackIds) {
        this.ids = trackIds ? new IdSet() : null;
    }

    /**
     * Counts a request.
     *
     * @param keys one a document: equal for equal documents of one path, 0 if it has no id
     * @param count how many of {@code keys} are used
     */
    synchronized void request(long[] keys, int count, long size, long nowNanos) {
        if (documents == 0 && count > 0) {
            firstNanos = nowNanos;
        }
        requests++;
        documents += count;
        bytes += size;
        if (count > 0) {
            lastNanos = nowNanos;
        }
        for (int i = 0; ids != null && i < count; i++) {
            if (keys[i] == 0) {
                withoutId++;
            } else {
                ids.add(keys[i]);
            }
        }
    }

    /** Counts a request whose body is not an array of documents. */
    synchronized void badRequest() {
        badRequests++;
    }

    /** How many documents have arrived; if ids are tracked, equal ones count once. */
    synchronized long distinct() {
        return ids == null ? documents : ids.size() + withoutId;
    }

    /** All counts in one line. */
    synchronized String summary() {
        double seconds = (lastNanos - firstNanos) / 1e9;
        StringBuilder line = new StringBuilder();
        line.append("received: documents=")
                .append(documents)
                .append(" requests=")
                .append(requests);
        if (ids != null) {
            long distinct = ids.size() + withoutId;
            line.append(" distinct=").append(distinct).append(" duplicates=").append(documents - distinct);
        }
        if (badRequests > 0) {
            line.append(" bad_requests=").append(badRequests);
        }
        line.append(" bytes=").append(bytes);
        line.append(String.format(Locale.ROOT, " seconds=%.3f", seconds));
        line.append(" documents_per_second=").append(seconds > 0 ? Math.round(documents / seconds) : 0);
        return line.toString();
    }
}
