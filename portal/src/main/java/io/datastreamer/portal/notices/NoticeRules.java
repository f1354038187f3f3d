package io.datastreamer.portal.notices;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings.NoticeWish;
import io.datastreamer.portal.store.NoticeWatch;
import io.datastreamer.portal.store.StreamVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what to remember about a stream and what to report of it, as pure functions of its state and the time. */
final class NoticeRules {
    /** How long a stream must deliver before it counts as recovered. */
    static final Duration SOUND = Duration.ofMinutes(1);

    /** How old an outage must be to be worth a message in the topic. */
    static final Duration YOUNG = Duration.ofMinutes(1);

    /** How long before a condition that comes and goes is reported again. */
    private static final Duration EXPIRING_AGAIN = Duration.ofHours(1);

    private static final Duration SIZE_AGAIN = Duration.ofDays(1);

    private NoticeRules() {}

    /**
     * A stream as seen now.
     *
     * @param version the customer's version
     * @param status the job's status; null if the job has sent none
     */
    record Seen(StreamVersion version, @Nullable StreamStatus status) {
        boolean isPaused() {
            return version.stream().state() == StreamConfiguration.State.PAUSED;
        }

        boolean isFailing() {
            return !isPaused() && status != null && status.state() == StreamStatus.State.FAILING;
        }

        boolean isSound() {
            return !isPaused() && status != null && status.state() != StreamStatus.State.FAILING;
        }

        boolean isExpiring() {
            return status != null && status.expiresInSeconds() != null && status.pending() > 0;
        }

        boolean hasLimit() {
            return status != null && (status.takesBytes() != null || status.takesRecords() != null);
        }
    }

    /** What is remembered after seeing the stream. */
    static NoticeWatch seen(NoticeWatch before, NoticeWish wish, Seen seen, Instant now) {
        if (wish.kinds().isEmpty()) {
            return NoticeWatch.NOTHING;
        }
        Instant failingSince = null;
        Instant failingTold = null;
        Instant soundSince = null;
        if (seen.isFailing() && seen.status() != null) {
            failingSince =
                    orElse(before.failingSince(), earlier(now, seen.status().updatedAt()));
            failingTold = before.failingTold();
        } else if (before.failingTold() != null && !seen.isPaused()) {
            soundSince = seen.isSound() ? orElse(before.soundSince(), now) : before.soundSince();
            boolean isOver = !wish.kinds().contains(NoticeKind.RECOVERED) && isPast(soundSince, SOUND, now);
            failingSince = isOver ? null : before.failingSince();
            failingTold = isOver ? null : before.failingTold();
            soundSince = isOver ? null : soundSince;
        }
        return new NoticeWatch(
                failingSince,
                failingTold,
                soundSince,
                seen.isExpiring() || !isPast(before.expiringTold(), EXPIRING_AGAIN, now) ? before.expiringTold() : null,
                seen.hasLimit() || !isPast(before.sizeTold(), SIZE_AGAIN, now) ? before.sizeTold() : null,
                seen.isPaused()
                        ? orElse(
                                before.pausedSince(),
                                earlier(now, seen.version().writtenAt()))
                        : null,
                seen.isPaused() ? before.pausedTold() : null);
    }

    /**
     * Returns what must be reported now.
     *
     * @param watch the result of {@link #seen}
     */
    static Set<NoticeKind> due(NoticeWatch watch, NoticeWish wish, Seen seen, Instant now) {
        Set<NoticeKind> due = EnumSet.noneOf(NoticeKind.class);
        if (seen.isFailing() && watch.failingTold() == null && isPast(watch.failingSince(), wish.failingAfter(), now)) {
            due.add(NoticeKind.FAILING);
        }
        if (watch.failingTold() != null && seen.isSound() && isPast(watch.soundSince(), SOUND, now)) {
            due.add(NoticeKind.RECOVERED);
        }
        if (seen.isExpiring() && watch.expiringTold() == null) {
            due.add(NoticeKind.EXPIRING);
        }
        if (seen.hasLimit() && watch.sizeTold() == null) {
            due.add(NoticeKind.SIZE_LIMIT);
        }
        if (watch.pausedTold() == null && isPast(watch.pausedSince(), wish.pausedAfter(), now)) {
            due.add(NoticeKind.PAUSED);
        }
        due.retainAll(wish.kinds());
        return due;
    }

    /** The part to keep in the topic: not each short failure, and nothing that is soon known again. */
    static NoticeWatch kept(NoticeWatch watch, Instant now) {
        boolean isYoung = watch.failingTold() == null && !isPast(watch.failingSince(), YOUNG, now);
        return new NoticeWatch(
                isYoung ? null : watch.failingSince(),
                watch.failingTold(),
                null,
                watch.expiringTold(),
                watch.sizeTold(),
                watch.pausedSince(),
                watch.pausedTold());
    }

    private static boolean isPast(@Nullable Instant since, Duration time, Instant now) {
        return since != null && !now.isBefore(since.plus(time));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant orElse(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }
}
