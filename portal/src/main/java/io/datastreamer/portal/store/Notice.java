package io.datastreamer.portal.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an organisation is told, at one time and to all of its addresses: what has come about of one data stream
 * or of many. It is written down before it is sent, and what came of it after.
 *
 * @param number the notices of an organisation are counted
 * @param at when it was written down
 * @param items what is told, at most {@link #MOST_ITEMS}
 * @param more how many items were dropped after it was sent, to keep it short
 * @param targets to whom
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again; null when there is nothing more to do
 */
public record Notice(
        long number,
        Instant at,
        List<Item> items,
        int more,
        List<Target> targets,
        int attempts,
        @Nullable Instant nextAttemptAt) {

    /** Most that is told at once; what is beyond comes with the next one. */
    public static final int MOST_ITEMS = 500;

    /** Stands among the targets for the webhook. */
    public static final String WEBHOOK = "webhook";

    private static final int KEPT_ITEMS = 20;

    public Notice {
        items = List.copyOf(items);
        targets = List.copyOf(targets);
    }

    /**
     * What has come about of a data stream.
     *
     * @param id names it, at every attempt and for ever
     * @param kind what it is
     * @param streamId the stream
     * @param streamName what the customer calls it: hostile input
     * @param target where it sends, as the job says
     * @param since since when it is so; null where that means nothing
     * @param remoteStatus the answer of the last attempt; 0 where that means nothing
     * @param error what went wrong last; null where that means nothing
     * @param pending documents that wait
     * @param expiresAt when the oldest of them is lost; null where that is not near
     * @param takesBytes what was learnt of sizes
     * @param takesRecords the same in documents
     */
    public record Item(
            long id,
            NoticeKind kind,
            String streamId,
            String streamName,
            String target,
            @Nullable Instant since,
            int remoteStatus,
            @Nullable String error,
            long pending,
            @Nullable Instant expiresAt,
            @Nullable Long takesBytes,
            @Nullable Long takesRecords) {}

    /**
     * One who is told.
     *
     * @param to an address, or {@link #WEBHOOK}
     * @param state what came of it
     * @param at when that was
     * @param error what went wrong last; null when nothing did
     */
    public record Target(
            String to,
            State state,
            @Nullable Instant at,
            @Nullable String error) {

        /** What came of it. */
        public enum State {
            /** It is tried, or tried again. */
            PENDING,
            /** It was taken. */
            SENT,
            /** It was given up. */
            FAILED
        }

        public boolean isPending() {
            return state == State.PENDING;
        }
    }

    /** Whether there is nothing more to do. */
    public boolean isOver() {
        return nextAttemptAt == null;
    }

    /** The same after an attempt; what is over keeps a few of its items. */
    public Notice tried(List<Target> outcome, @Nullable Instant next) {
        int dropped = next == null ? Math.max(0, items.size() - KEPT_ITEMS) : 0;
        return new Notice(
                number, at, items.subList(0, items.size() - dropped), more + dropped, outcome, attempts + 1, next);
    }
}
