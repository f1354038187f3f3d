package io.datastreamer.portal.notices;

import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.Notice.Target;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.store.NoticeStore;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices that are stored in the topic, and stores the results. If an address does not accept a notice, it is
 * tried again for a day, with longer and longer waits; each address separately.
 */
public final class NoticeSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final int THREADS = 16;
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 7;

    private final StreamStore store;
    private final @Nullable Mailer mailer;
    private final NoticeHook hook;
    private final Supplier<String> portalUrl;
    private final Clock clock;
    /** Organisations with a notice under way: if their addresses hang, they occupy one thread at most. */
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ExecutorService work = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "send-notices");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Creates it.
     *
     * @param mailer sends mails; null if the operator has set no server
     * @param portalUrl the address of the portal's page, for readers
     */
    public NoticeSender(
            StreamStore store, @Nullable Mailer mailer, NoticeHook hook, Supplier<String> portalUrl, Clock clock) {
        this.store = store;
        this.mailer = mailer;
        this.hook = hook;
        this.portalUrl = portalUrl;
        this.clock = clock;
    }

    /** Whether mails can be sent. */
    public boolean hasMail() {
        return mailer != null;
    }

    /** How many notices were accepted, counted for each address. */
    public long sent() {
        return sent.sum();
    }

    /** How many notices were given up. */
    public long failed() {
        return failed.sum();
    }

    /** How many notices of all portals are still to be sent. */
    public long pending() {
        return store.notices().organisations().stream()
                .flatMap(organisation -> store.notices().notices(organisation).stream())
                .filter(notice -> !notice.isOver())
                .flatMap(notice -> notice.targets().stream())
                .filter(Target::isPending)
                .count();
    }

    /** Sends a notice when it is due, unless another one to the organisation is under way. Returns at once. */
    void send(long organisation, Notice notice) {
        Instant next = notice.nextAttemptAt();
        if (next == null || clock.instant().isBefore(next) || !underWay.add(organisation)) {
            return;
        }
        work.execute(() -> {
            try {
                deliver(organisation, notice);
            } catch (UnavailableException e) {
                LOG.warn("what came of a notice cannot be written down, it may be sent again: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("a notice could not be sent, it is tried again", e);
            } finally {
                underWay.remove(organisation);
            }
        });
    }

    private void deliver(long organisation, Notice notice) throws UnavailableException {
        NoticeSettings settings = store.notices().settings(organisation);
        Map<String, Sent> came = sendNow(
                organisation,
                settings,
                notice,
                notice.targets().stream()
                        .filter(Target::isPending)
                        .map(Target::to)
                        .toList());
        Instant now = clock.instant();
        boolean isLast = !now.isBefore(notice.at().plus(GIVEN_UP_AFTER));
        List<Target> after = new ArrayList<>();
        for (Target target : notice.targets()) {
            Sent result = came.get(target.to());
            after.add(result == null ? target : target(target.to(), result, now, isLast));
        }
        boolean isOver = after.stream().noneMatch(Target::isPending);
        Instant next =
                isOver ? null : now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(notice.attempts(), MOST_DOUBLINGS)));
        Notice tried = notice.tried(after, next);
        store.notices()
                .commit(
                        organisation,
                        () -> isThere(organisation, notice)
                                ? new NoticeStore.Change(Map.of(), tried)
                                : NoticeStore.Change.NONE);
        for (Target target : after) {
            if (came.containsKey(target.to()) && target.state() == Target.State.SENT) {
                sent.increment();
            } else if (came.containsKey(target.to()) && target.state() == Target.State.FAILED) {
                failed.increment();
                LOG.warn(
                        "organisation {}: a notice to {} is given up: {}",
                        organisation,
                        target.to().equals(Notice.WEBHOOK) ? "the webhook" : "an address",
                        target.error());
            }
        }
    }

    // another portal may have continued it, or later notices may have replaced it
    private boolean isThere(long organisation, Notice notice) {
        return store.notices().notices(organisation).contains(notice);
    }

    private static Target target(String to, Sent result, Instant now, boolean isLast) {
        if (result.error() == null) {
            return new Target(to, Target.State.SENT, now, null);
        }
        boolean isGivenUp = result.isForGood() || isLast;
        return new Target(to, isGivenUp ? Target.State.FAILED : Target.State.PENDING, now, result.error());
    }

    /** Sends a test to all of an organisation's addresses now, and returns the result for each. */
    public Map<String, Sent> test(long organisation, NoticeSettings settings) {
        Notice notice = NoticeItems.notice(-1, clock.instant(), List.of(NoticeItems.test()), settings);
        return sendNow(
                organisation,
                settings,
                notice,
                notice.targets().stream().map(Target::to).toList());
    }

    private Map<String, Sent> sendNow(long organisation, NoticeSettings settings, Notice notice, List<String> to) {
        Map<String, Sent> came = new HashMap<>();
        List<String> addresses =
                to.stream().filter(each -> !each.equals(Notice.WEBHOOK)).toList();
        if (!addresses.isEmpty() && mailer == null) {
            addresses.forEach(address -> came.put(address, Sent.never("there is no mail server any more")));
        } else if (!addresses.isEmpty() && mailer != null) {
            came.putAll(mailer.send(
                    NoticeLetter.of(organisation, notice, settings.language(), portalUrl.get()), addresses));
        }
        if (to.contains(Notice.WEBHOOK)) {
            came.put(
                    Notice.WEBHOOK,
                    settings.hasWebhook()
                            ? hook.send(organisation, settings, notice)
                            : Sent.never("the webhook was taken away"));
        }
        return came;
    }

    @Override
    public void close() {
        work.shutdownNow();
    }
}
