package io.datastreamer.portal.notices;

import io.datastreamer.contract.StreamStatus;
import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.store.NoticeWatch;
import io.datastreamer.portal.store.StreamVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Creates notices from what is known about streams. */
final class NoticeItems {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ERROR = 200;
    private static final int LONGEST_TARGET = 200;
    private static final long MOST_EXACT = 1L << 53;

    private NoticeItems() {}

    /** A notice to all of an organisation's addresses, to be sent at once. */
    static Notice notice(long number, Instant now, List<Notice.Item> items, NoticeSettings settings) {
        List<Notice.Target> targets = new ArrayList<>();
        settings.emails().forEach(address -> targets.add(pending(address)));
        if (settings.hasWebhook()) {
            targets.add(pending(Notice.WEBHOOK));
        }
        return new Notice(number, now, items, 0, targets, 0, now);
    }

    private static Notice.Target pending(String to) {
        return new Notice.Target(to, Notice.Target.State.PENDING, null, null);
    }

    /** A notice's item about a stream. */
    static Notice.Item item(NoticeKind kind, StreamVersion version, @Nullable StreamStatus status, NoticeWatch watch) {
        boolean isOutage = kind == NoticeKind.FAILING || kind == NoticeKind.RECOVERED;
        boolean isLimit = kind == NoticeKind.SIZE_LIMIT;
        return new Notice.Item(
                newId(),
                kind,
                version.stream().id(),
                OneLine.of(version.stream().name(), LONGEST_NAME),
                status == null ? "" : OneLine.of(status.target(), LONGEST_TARGET),
                isOutage ? watch.failingSince() : kind == NoticeKind.PAUSED ? watch.pausedSince() : null,
                status == null ? 0 : status.remoteStatus(),
                kind != NoticeKind.FAILING || status == null || status.lastError() == null
                        ? null
                        : OneLine.of(status.lastError(), LONGEST_ERROR),
                status == null ? 0 : status.pending(),
                status == null || status.expiresInSeconds() == null
                        ? null
                        : status.updatedAt().plusSeconds(status.expiresInSeconds()),
                isLimit && status != null ? status.takesBytes() : null,
                isLimit && status != null ? status.takesRecords() : null);
    }

    /** The item of a test, which reports nothing. */
    static Notice.Item test() {
        return new Notice.Item(newId(), NoticeKind.TEST, "", "", "", null, 0, null, 0, null, null, null);
    }

    private static long newId() {
        return ThreadLocalRandom.current().nextLong(1, MOST_EXACT);
    }
}
