package io.datastreamer.tools.farm;

import io.datastreamer.tools.receive.DocumentKey;
import java.time.Instant;
import java.util.Arrays;

/**
 * What an endpoint got: each request with its time and the status of its answer, and its documents, in the order of
 * arrival. Takes 16 bytes a document and 14 a request. Thread-safe.
 */
public final class Arrivals {
    private static final int FEW = 8;

    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private long[] documents = new long[FEW];
    private long[] volumes = new long[FEW];
    private int documentCount;
    private int[] firstDocument = new int[FEW];
    private long[] nanos = new long[FEW];
    private short[] status = new short[FEW];
    private int requestCount;
    private long withoutId;
    private long delivered;

    /** Gets the requests that have arrived. */
    public interface Visitor {
        /**
         * Gets one request.
         *
         * @param nanos when its last byte arrived, by {@link System#nanoTime}
         * @param status the status of the answer whose head was sent; 0 if none was
         * @param keys holds a {@link DocumentKey} for each document
         * @param from index of the first one in {@code keys}
         * @param to index after the last one
         */
        void request(long nanos, int status, long[] keys, int from, int to);
    }

    /**
     * Adds a request.
     *
     * @param keys holds a {@link DocumentKey} for each document
     * @param bytes holds the volume of each usage document
     * @param count how many of {@code keys} are used
     * @param unknown further documents, which have no id
     * @return its number
     */
    synchronized int came(long atNanos, long[] keys, long[] bytes, int count, int unknown) {
        if (requestCount == nanos.length) {
            nanos = Arrays.copyOf(nanos, requestCount * 2);
            firstDocument = Arrays.copyOf(firstDocument, requestCount * 2);
            status = Arrays.copyOf(status, requestCount * 2);
        }
        if (documentCount + count > documents.length) {
            documents = Arrays.copyOf(documents, Math.max(documents.length * 2, documentCount + count));
            volumes = Arrays.copyOf(volumes, documents.length);
        }
        System.arraycopy(keys, 0, documents, documentCount, count);
        System.arraycopy(bytes, 0, volumes, documentCount, count);
        firstDocument[requestCount] = documentCount;
        nanos[requestCount] = atNanos;
        documentCount += count;
        withoutId += unknown;
        return requestCount++;
    }

    /** Notes that the head of a request's answer was sent. */
    synchronized void answered(int request, int withStatus) {
        status[request] = (short) withStatus;
        if (isSuccess(withStatus)) {
            delivered += endOf(request) - firstDocument[request];
        }
    }

    /** How many requests have arrived, whatever the answer. */
    public synchronized int requests() {
        return requestCount;
    }

    /** How many documents have arrived, including repeated ones and those without an id, whatever the answer. */
    public synchronized long documents() {
        return documentCount + withoutId;
    }

    /** Documents whose id is not a whole number; visitors do not get them. */
    public synchronized long withoutId() {
        return withoutId;
    }

    /** How many documents are in requests that were answered with 2xx, including repeated ones. */
    public synchronized long delivered() {
        return delivered;
    }

    /**
     * Visits the requests from a number on, in the order of arrival.
     *
     * @return the number of requests: where to continue next time
     */
    public synchronized int forEach(int firstRequest, Visitor visitor) {
        for (int i = firstRequest; i < requestCount; i++) {
            visitor.request(nanos[i], status[i], documents, firstDocument[i], endOf(i));
        }
        return requestCount;
    }

    /** The volume in bytes of the usage document at an index of {@code keys}, as visitors get them. */
    public synchronized long volume(int place) {
        return volumes[place];
    }

    /** The time of the day at a request's {@code nanos}. */
    Instant timeOf(long nanos) {
        return began.plusNanos(nanos - beganNanos);
    }

    private int endOf(int request) {
        return request + 1 < requestCount ? firstDocument[request + 1] : documentCount;
    }

    /** Whether an answer accepts the documents. */
    public static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }
}
