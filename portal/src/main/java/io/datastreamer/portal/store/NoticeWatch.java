package io.datastreamer.portal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a data stream so that each thing is told once: since when it is so, and when it was told. Kept in
 * the portals' topic, so that a restart neither forgets an outage nor tells it again.
 *
 * @param failingSince since when all attempts fail, as far as is known; null while they do not
 * @param failingTold when that was told; null before
 * @param soundSince since when a stream that was told to fail delivers again; not kept in the topic
 * @param expiringTold when it was told that documents are about to be lost
 * @param sizeTold when a learnt limit was told
 * @param pausedSince since when it is paused
 * @param pausedTold when that was told
 */
public record NoticeWatch(
        @Nullable Instant failingSince,
        @Nullable Instant failingTold,
        @Nullable Instant soundSince,
        @Nullable Instant expiringTold,
        @Nullable Instant sizeTold,
        @Nullable Instant pausedSince,
        @Nullable Instant pausedTold) {

    /** Nothing is to be remembered. */
    public static final NoticeWatch NOTHING = new NoticeWatch(null, null, null, null, null, null, null);

    /** What is remembered once a kind of notice is written down. */
    public NoticeWatch told(NoticeKind kind, Instant at) {
        return switch (kind) {
            case FAILING ->
                new NoticeWatch(failingSince, at, soundSince, expiringTold, sizeTold, pausedSince, pausedTold);
            case RECOVERED -> new NoticeWatch(null, null, null, expiringTold, sizeTold, pausedSince, pausedTold);
            case EXPIRING ->
                new NoticeWatch(failingSince, failingTold, soundSince, at, sizeTold, pausedSince, pausedTold);
            case SIZE_LIMIT ->
                new NoticeWatch(failingSince, failingTold, soundSince, expiringTold, at, pausedSince, pausedTold);
            case PAUSED ->
                new NoticeWatch(failingSince, failingTold, soundSince, expiringTold, sizeTold, pausedSince, at);
            case TEST -> this;
        };
    }
}
