package io.datastreamer.connectors.datadog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the last documents of a stream's usage counted, so that a point which DataDog has already is replaced by the sum
 * of all of its documents. A document counts once, however often it is added. Takes some 300 bytes each. Thread-safe.
 */
public final class RecentUsage {
    /** As many as a request has at most: whatever stands less than a request apart is added up. */
    static final int MOST = 1000;

    /** By the document's id; the one that was added last stands last. */
    private final Map<Long, Part> parts = new LinkedHashMap<>();

    /** The point of a document, by a digest of its series, and what the document adds to it. */
    private record Part(PointKey point, Series.Sums sums) {}

    private record PointKey(long high, long low) {}

    /**
     * Adds documents by their ids, and sums up.
     *
     * @param before of documents that are not sent: were sent before, and may be remembered already
     * @param sent of those that are sent
     * @return for each series of those that are sent the sums of all that is known of it, in the order of {@code sent}
     */
    synchronized Map<Series, Series.Sums> add(Map<Long, Usage> before, Map<Long, Usage> sent) {
        before.forEach(this::remember);
        Map<PointKey, Series> wanted = new LinkedHashMap<>();
        sent.forEach((id, usage) -> wanted.put(remember(id, usage), usage.series()));
        Map<PointKey, Series.Sums> sums = new HashMap<>();
        for (Part part : parts.values()) {
            if (wanted.containsKey(part.point)) {
                sums.merge(part.point, part.sums, Series.Sums::plus);
            }
        }
        forgetOldest();
        Map<Series, Series.Sums> points = new LinkedHashMap<>();
        wanted.forEach((point, series) -> points.put(series, Objects.requireNonNull(sums.get(point))));
        return points;
    }

    private PointKey remember(long id, Usage usage) {
        PointKey point = keyOf(usage.series());
        parts.remove(id);
        parts.put(id, new Part(point, usage.sums()));
        return point;
    }

    private void forgetOldest() {
        Iterator<Part> oldest = parts.values().iterator();
        for (int tooMany = parts.size() - MOST; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }

    private static PointKey keyOf(Series series) {
        byte[] digest = sha256().digest(series.toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new PointKey(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
