package io.datastreamer.portal.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice to an organisation, at one time and to all of its addresses, about one data stream or many. It is stored
 * before it is sent, and its results afterwards.
 *
 * @param number its number among the organisation's notices
 * @param at when it was stored
 * @param items its items, at most {@link #MOST_ITEMS}
 * @param more how many items were dropped after it was sent, to save space
 * @param targets its recipients
 * @param attempts how often it was sent
 * @param nextAttemptAt when it is sent again; null when it is done
 */
public record Notice(
        long number,
        Instant at,
        List<Item> items,
        int more,
        List<Target> targets,
        int attempts,
        @Nullable Instant nextAttemptAt) {

    /** Most items of a notice; further ones come with the next one. */
    public static final int MOST_ITEMS = 500;

    /** Stands for the webhook among the targets. */
    public static final String WEBHOOK = "webhook";

    private static final int KEPT_ITEMS = 20;

    public Notice {
        items = List.copyOf(items);
        targets = List.copyOf(targets);
    }

    /**
     * Something that has happened to a data stream.
     *
     * @param id its id, the same at every attempt and for ever
     * @param kind what happened
     * @param streamId the stream
     * @param streamName what the customer calls it: hostile input
     * @param target where the stream sends to, as the job reports it
     * @param since since when the condition lasts; null if that does not apply
     * @param remoteStatus the answer to the last attempt; 0 if that does not apply
     * @param error the last error; null if that does not apply
     * @param pending documents that wait
     * @param expiresAt when the oldest of them is lost; null if that is not soon
     * @param takesBytes the learnt size limit in bytes
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
     * A recipient of the notice.
     *
     * @param to an address, or {@link #WEBHOOK}
     * @param state the result
     * @param at when that was
     * @param error the last error; null if there was none
     */
    public record Target(
            String to,
            State state,
            @Nullable Instant at,
            @Nullable String error) {

        /** The result of sending. */
        public enum State {
            /** It will be sent, or sent again. */
            PENDING,
            /** It was accepted. */
            SENT,
            /** It was given up. */
            FAILED
        }

        public boolean isPending() {
            return state == State.PENDING;
        }
    }

    /** Whether the notice is done. */
    public boolean isOver() {
        return nextAttemptAt == null;
    }

    /** The same after an attempt; a notice that is done keeps a few of its items. */
    public Notice tried(List<Target> outcome, @Nullable Instant next) {
        int dropped = next == null ? Math.max(0, items.size() - KEPT_ITEMS) : 0;
        return new Notice(
                number, at, items.subList(0, items.size() - dropped), more + dropped, outcome, attempts + 1, next);
    }
}
