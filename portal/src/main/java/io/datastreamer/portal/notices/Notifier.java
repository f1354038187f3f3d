package io.datastreamer.portal.notices;

import io.datastreamer.portal.notices.NoticeRules.Seen;
import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.store.NoticeSettings.NoticeWish;
import io.datastreamer.portal.store.NoticeStore;
import io.datastreamer.portal.store.NoticeWatch;
import io.datastreamer.portal.store.OneOfMany;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.store.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all data streams each second, stores everything that an organisation must be told as one notice, and then
 * has it sent. The notice and what is remembered of it are stored in one transaction, before anything is sent. So if a
 * portal stops at any time, the next one either finds the same things out or sends what is stored.
 */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final long TICK_MS = 1000;
    private static final int MOST_WATCHES = 1000;

    /** How long a notice waits for other things that happen at the same time. */
    static final Duration GATHER = Duration.ofSeconds(30);

    private final OneOfMany one;
    private final StreamStore store;
    private final Statuses statuses;
    private final NoticeSender sender;
    private final Clock clock;
    private final Duration every;
    private final ScheduledExecutorService ticks;

    // used by the ticks' thread only
    private boolean isActing;
    /** What is remembered in addition to the topic. */
    private final Map<String, NoticeWatch> fresh = new HashMap<>();
    /** Since when something is due to be told to an organisation. */
    private final Map<Long, Instant> dueSince = new HashMap<>();

    /** @param every least time between two notices to an organisation */
    public Notifier(
            OneOfMany one, StreamStore store, Statuses statuses, NoticeSender sender, Clock clock, Duration every) {
        this.one = one;
        this.store = store;
        this.statuses = statuses;
        this.sender = sender;
        this.clock = clock;
        this.every = every;
        this.ticks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "notices");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts to look, whenever this portal is the chosen one. */
    public void start() {
        one.start();
        var unused = ticks.scheduleWithFixedDelay(this::safeTick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void safeTick() {
        try {
            tick();
        } catch (UnavailableException e) {
            LOG.warn("notices wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            // the next tick looks at everything again
            LOG.error("notices could not be looked after", e);
        }
    }

    private void tick() throws UnavailableException {
        // otherwise an old status would be taken for news
        if (!one.isChosen() || !store.isCaughtUp() || !statuses.isCaughtUp()) {
            isActing = false;
            return;
        }
        if (!isActing) {
            fresh.clear();
            dueSince.clear();
            store.catchUp();
            isActing = true;
        }
        NoticeStore notices = store.notices();
        Map<Long, List<StreamVersion>> streams = new HashMap<>();
        notices.organisations().forEach(organisation -> streams.put(organisation, new ArrayList<>()));
        if (streams.isEmpty()) {
            return;
        }
        Set<String> there = new HashSet<>();
        for (StreamVersion version : store.all()) {
            List<StreamVersion> of = streams.get(version.stream().organisationId());
            if (of != null) {
                of.add(version);
                there.add(version.stream().id());
            }
        }
        fresh.keySet().retainAll(there);
        Map<String, NoticeWatch> changed = new LinkedHashMap<>();
        for (Map.Entry<Long, List<StreamVersion>> each : streams.entrySet()) {
            look(each.getKey(), each.getValue(), changed);
        }
        if (!changed.isEmpty()) {
            notices.commit(0, () -> new NoticeStore.Change(changed, null));
        }
        streams.keySet()
                .forEach(organisation -> notices.notices(organisation).stream()
                        .filter(notice -> !notice.isOver())
                        .forEach(notice -> sender.send(organisation, notice)));
    }

    /** A stream with something to be told about it. */
    private record Due(StreamVersion version, Seen seen, NoticeKind kind) {}

    private void look(long organisation, List<StreamVersion> streams, Map<String, NoticeWatch> changed)
            throws UnavailableException {
        NoticeStore notices = store.notices();
        NoticeSettings settings = notices.settings(organisation);
        Instant now = clock.instant();
        List<Due> due = new ArrayList<>();
        Map<String, NoticeWatch> watches = new LinkedHashMap<>();
        for (StreamVersion version : streams) {
            String id = version.stream().id();
            NoticeWish wish = settings.of(notices.stream(id));
            Statuses.Heard heard = statuses.of(id, organisation);
            Seen seen = new Seen(version, heard == null ? null : heard.status());
            NoticeWatch watch = NoticeRules.seen(fresh.getOrDefault(id, notices.watch(id)), wish, seen, now);
            fresh.put(id, watch);
            watches.put(id, watch);
            NoticeRules.due(watch, wish, seen, now).forEach(kind -> due.add(new Due(version, seen, kind)));
        }
        if (due.isEmpty()) {
            dueSince.remove(organisation);
        } else if (isTime(organisation, now)) {
            tell(organisation, settings, due, watches, now);
            return;
        }
        watches.forEach((id, watch) -> {
            NoticeWatch kept = NoticeRules.kept(watch, now);
            if (changed.size() < MOST_WATCHES && !kept.equals(notices.watch(id))) {
                changed.put(id, kept);
            }
        });
    }

    private boolean isTime(long organisation, Instant now) {
        Instant since = dueSince.computeIfAbsent(organisation, any -> now);
        List<Notice> before = store.notices().notices(organisation);
        return !now.isBefore(since.plus(GATHER))
                && (before.isEmpty() || !now.isBefore(before.get(0).at().plus(every)));
    }

    /** Stores the notice, unless another portal has stored one meanwhile. */
    private void tell(
            long organisation, NoticeSettings settings, List<Due> due, Map<String, NoticeWatch> watches, Instant now)
            throws UnavailableException {
        NoticeStore notices = store.notices();
        long last = lastNumber(organisation);
        List<Due> told = due.subList(0, Math.min(due.size(), Notice.MOST_ITEMS));
        Map<String, NoticeWatch> after = new LinkedHashMap<>(watches);
        told.forEach(each ->
                after.computeIfPresent(each.version().stream().id(), (id, watch) -> watch.told(each.kind(), now)));
        Notice notice = NoticeItems.notice(
                last + 1,
                now,
                told.stream()
                        .map(each -> NoticeItems.item(
                                each.kind(),
                                each.version(),
                                each.seen().status(),
                                watches.getOrDefault(each.version().stream().id(), NoticeWatch.NOTHING)))
                        .toList(),
                settings);
        notices.commit(
                organisation,
                () -> lastNumber(organisation) == last
                        ? new NoticeStore.Change(kept(organisation, after, now), notice)
                        : NoticeStore.Change.NONE);
        // the stored state is authoritative
        watches.keySet().forEach(fresh::remove);
        dueSince.remove(organisation);
    }

    private Map<String, NoticeWatch> kept(long organisation, Map<String, NoticeWatch> after, Instant now) {
        Map<String, NoticeWatch> kept = new LinkedHashMap<>();
        after.forEach((id, watch) -> {
            StreamVersion version = store.find(id);
            NoticeWatch next = NoticeRules.kept(watch, now);
            if (version != null
                    && version.stream().organisationId() == organisation
                    && !next.equals(store.notices().watch(id))) {
                kept.put(id, next);
            }
        });
        return kept;
    }

    private long lastNumber(long organisation) {
        List<Notice> before = store.notices().notices(organisation);
        return before.isEmpty() ? -1 : before.get(0).number();
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        sender.close();
        one.close();
    }
}
