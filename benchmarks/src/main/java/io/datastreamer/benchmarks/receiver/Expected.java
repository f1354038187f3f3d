package io.datastreamer.benchmarks.receiver;

import io.datastreamer.tools.receive.DocumentScan;
import io.datastreamer.tools.receive.IdSet;

/**
 * The documents that are waited for, of ids without a gap or of any ids, and when each came first, by
 * {@link System#nanoTime}: on one machine all processes have the same. Thread-safe.
 */
final class Expected {
    /** In place of the first id: so many documents are expected, whatever their ids are. */
    static final long ANY_ID = -1;

    private final long firstId;
    private final IdSet known = new IdSet();
    private final long[] arrivedAt;
    private int distinct;
    private long documents;
    private long others;
    private long requests;

    Expected(long firstId, int count) {
        this.firstId = firstId;
        this.arrivedAt = new long[count];
    }

    /**
     * A request has come.
     *
     * @param ids of its documents; {@link DocumentScan#NO_ID} for one that has none
     * @param count how many of {@code ids} count
     */
    synchronized void came(long[] ids, int count, long atNanos) {
        requests++;
        documents += count;
        for (int i = 0; i < count; i++) {
            if (firstId == ANY_ID) {
                cameWithAnyId(ids[i], atNanos);
                continue;
            }
            long index = ids[i] - firstId;
            if (ids[i] == DocumentScan.NO_ID || index < 0 || index >= arrivedAt.length) {
                others++;
            } else if (arrivedAt[(int) index] == 0) {
                arrivedAt[(int) index] = atNanos;
                distinct++;
            }
        }
    }

    private void cameWithAnyId(long id, long atNanos) {
        if (id == DocumentScan.NO_ID || distinct == arrivedAt.length) {
            others++;
        } else if (known.add(id)) {
            arrivedAt[distinct++] = atNanos;
        }
    }

    /** What came so far; times are by id, 0 where none came. */
    synchronized Arrived arrived(boolean withTimes) {
        return new Arrived(distinct, documents, others, requests, withTimes ? arrivedAt.clone() : new long[0]);
    }

    /**
     * What has come.
     *
     * @param distinct documents that were expected, each once
     * @param documents all, repeated ones included
     * @param others that were not expected
     * @param arrivedAt by id from the first on, nanoseconds; 0 where none came
     */
    record Arrived(int distinct, long documents, long others, long requests, long[] arrivedAt) {}
}
