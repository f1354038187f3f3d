package io.datastreamer.portal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about a data stream so that each condition is reported once: since when it lasts, and when it was
 * reported. It is kept in the portals' topic, so a restart neither forgets an outage nor reports it again.
 *
 * @param failingSince since when all attempts have failed, as far as known; null while they do not
 * @param failingTold when that was reported; null before
 * @param soundSince since when a stream that was reported as failing delivers again; not kept in the topic
 * @param expiringTold when it was reported that documents will soon be lost
 * @param sizeTold when a learnt limit was reported
 * @param pausedSince since when it is paused
 * @param pausedTold when that was reported
 */
public record NoticeWatch(
        @Nullable Instant failingSince,
        @Nullable Instant failingTold,
        @Nullable Instant soundSince,
        @Nullable Instant expiringTold,
        @Nullable Instant sizeTold,
        @Nullable Instant pausedSince,
        @Nullable Instant pausedTold) {

    /** Nothing is remembered. */
    public static final NoticeWatch NOTHING = new NoticeWatch(null, null, null, null, null, null, null);

    /** What is remembered once a kind of notice is stored. */
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
