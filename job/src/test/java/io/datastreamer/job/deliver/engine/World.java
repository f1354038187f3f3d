package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integration;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.ObjectNames;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.Sending;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.StreamerJob;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.journal.MemoryJournalStore;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine with all that it needs, in memory: a clock that the test moves, stores that can be snapshotted and restored,
 * and places that answer as the test says.
 */
public final class World {
    /** What an operator has who sets nothing. */
    public static final DeliverOptions DEFAULTS = StreamerJob.deliverOptions(StreamerConfig.defaults());

    private static final long NANOS_OF_MS = 1_000_000;
    /** Requests a second. */
    private static final int ANY_RATE = 1_000_000;
    /** So long a pause for input is no time that passes for a test. */
    private static final long PAUSE_NANOS = 1_500_000;

    public static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** Objects of events are called {@code at-SECOND}, those of usage {@code usage-at-SECOND}. */
    public static final ObjectNames NAMES = new ObjectNames() {
        @Override
        public String space(RecordKind kind) {
            return "bucket/" + kind;
        }

        @Override
        public String name(RecordKind kind, long epochSecond) {
            return kind == RecordKind.USAGE ? "usage-at-" + epochSecond : "at-" + epochSecond;
        }
    };

    /** A request that a place has got and not answered yet. */
    public record Request(String streamId, Batch batch, Consumer<Outcome> whenDone, Settings settings) {
        /** Of its documents, in order. */
        public List<Long> ids() {
            return batch.items().stream().map(Batch.Item::id).toList();
        }
    }

    final Map<String, StreamStatus> statuses = new HashMap<>();
    final List<String> goneStreams = new ArrayList<>();
    final List<DeliveryAttempt> attempts = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();
    /** Requests that nobody has answered. */
    final Deque<Request> open = new ArrayDeque<>();
    /** Requests that the engine has ended before their time. */
    final List<Request> cancelled = new ArrayList<>();
    /** Ids that each stream's place has accepted, in order, with repetitions. */
    final Map<String, List<Long>> accepted = new LinkedHashMap<>();

    private Function<DataStream, Limits> limits = stream -> new Limits(1000, 1 << 20, Duration.ZERO, 1);
    private Function<DataStream, @Nullable ObjectNames> names = stream -> null;
    private Function<DataStream, String> receivers = stream -> "receiver of " + stream.id();
    /** Answers requests at once; null leaves them open. */
    private @Nullable Function<Request, @Nullable Outcome> answers = request -> Outcome.delivered(200);

    private final DeliverOptions options;
    private final long seed;
    private long lookNanos;
    private long readNanos;
    private long longestMail;
    private long wallNanos;
    private long nanos = 1_000;
    private Stores stores;
    private FakeHost host;
    private Engine engine;

    World() {
        this(options(DEFAULTS.drainTimeout(), DEFAULTS.maxRequests()));
    }

    World(DeliverOptions options) {
        this(options, new Stores(), START, 1);
    }

    /** A world that goes on from what stores hold. */
    World(DeliverOptions options, Stores stores, long now, long seed) {
        this.options = options;
        this.stores = stores;
        this.wallNanos = now * NANOS_OF_MS;
        this.seed = seed;
        this.host = new FakeHost();
        this.engine = newEngine();
    }

    /** The defaults but for these, and but for the pace of requests: where time stands still, none may wait for its turn. */
    public static DeliverOptions options(Duration drainTimeout, int maxRequests) {
        DeliverOptions d = DEFAULTS;
        return new DeliverOptions(
                d.retention(),
                d.startSlack(),
                drainTimeout,
                d.requestTimeout(),
                maxRequests,
                ANY_RATE,
                d.maxRequestBytes(),
                d.backoffInitial(),
                d.backoffMax(),
                d.bisectAfter(),
                d.statusInterval(),
                d.expiryNotice(),
                d.segmentBytes(),
                d.frameBytes(),
                d.segmentAge(),
                d.cacheBytes(),
                d.tailBytes());
    }

    /** The key of an organisation's journal. */
    public static String journalKey(long organisation) {
        return organisation + "/0";
    }

    private Engine newEngine() {
        Engine made = new Engine(
                host,
                options,
                new Integrations(List.of(new Place(ApiType.REST_API_BULK), new Place(ApiType.REST_API))),
                new SplittableRandom(seed));
        made.start();
        return made;
    }

    // ---- what a test does

    World limits(Limits newLimits) {
        limits = stream -> newLimits;
        return this;
    }

    World limitsBy(Function<DataStream, Limits> newLimits) {
        limits = newLimits;
        return this;
    }

    /** Which streams' places keep each batch as an object. */
    World namesBy(Function<DataStream, @Nullable ObjectNames> newNames) {
        names = newNames;
        return this;
    }

    /** Who answers for which stream. */
    World receiversBy(Function<DataStream, String> newReceivers) {
        receivers = newReceivers;
        return this;
    }

    /** From now on requests are answered so; null as an answer leaves the request open. */
    void answering(Function<Request, @Nullable Outcome> newAnswers) {
        answers = newAnswers;
    }

    void leaveOpen() {
        answers = request -> null;
    }

    void accept() {
        answers = request -> Outcome.delivered(200);
    }

    /** Answers the oldest open request. */
    void answer(Outcome outcome) {
        Request request = open.removeFirst();
        finish(request, outcome);
        run();
    }

    void finish(Request request, Outcome outcome) {
        List<Long> taken = accepted.computeIfAbsent(request.streamId(), id -> new ArrayList<>());
        Outcome.Parts parts = outcome.parts();
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            taken.addAll(request.ids());
        } else if (parts != null) {
            parts.delivered().stream().forEach(i -> taken.add(request.ids().get(i)));
        }
        request.whenDone().accept(outcome);
    }

    void event(long organisation, long id) {
        append(organisation, RecordKind.EVENT, 1, id);
    }

    /** Events with the ids of a range, one after the other. */
    void events(long organisation, long from, long to) {
        for (long id = from; id <= to; id++) {
            event(organisation, id);
        }
    }

    /** An event of a SIM. */
    void eventOf(String simKey, long organisation, long id) {
        append(organisation, RecordKind.EVENT, 1, id, simKey, now0());
    }

    void usage(long organisation, long id) {
        append(organisation, RecordKind.USAGE, Document.NO_EVENT_TYPE, id);
    }

    void append(long organisation, RecordKind kind, int eventType, long id) {
        append(organisation, kind, eventType, id, "8900000000000000001", now0());
    }

    void append(long organisation, RecordKind kind, int eventType, long id, String simKey, long sourceTime) {
        take(organisation, kind, eventType, id, simKey, sourceTime);
        run();
    }

    /** An event comes, and the engine has no time for anything else. */
    void appendOnly(long organisation, long id) {
        take(organisation, RecordKind.EVENT, 1, id, "8900000000000000001", now0());
    }

    private void take(long organisation, RecordKind kind, int eventType, long id, String simKey, long sourceTime) {
        byte[] json = ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
        String key = journalKey(organisation);
        host.select(key);
        engine.append(key, new Document(organisation, kind, eventType, simKey, id, sourceTime, json, new byte[0]));
    }

    public static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    void configure(DataStream stream) {
        engine.configure(World.journalKey(stream.organisationId()), stream);
        run();
    }

    void remove(String streamId) {
        engine.remove(streamId);
        run();
    }

    /** Lets time pass, with all that happens in it. */
    void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        long wallEnd = wallNanos + duration.toNanos();
        long next = host.nextNanos();
        while (next <= end) {
            moveTo(Math.max(nanos, next));
            host.runDue();
            run();
            next = host.nextNanos();
        }
        nanos = Math.max(nanos, end);
        wallNanos = wallEnd;
        run();
    }

    private void moveTo(long time) {
        wallNanos += time - nanos;
        nanos = time;
    }

    /** From now on each look at the clock, and each read of the store, takes some time of the engine's thread. */
    World costing(long nanosALook, long nanosARead) {
        lookNanos = nanosALook;
        readNanos = nanosARead;
        return this;
    }

    /** The longest that the engine's thread was kept by one mail, in nanoseconds. */
    long longestMail() {
        return longestMail;
    }

    /** Somebody sets the wall clock. */
    void setClock(Duration forward) {
        wallNanos += forward.toNanos();
    }

    private long now0() {
        return wallNanos / NANOS_OF_MS;
    }

    Instant now() {
        return Instant.ofEpochMilli(now0());
    }

    /** The monotonic clock after so long. */
    long nanosIn(Duration duration) {
        return nanos + duration.toNanos();
    }

    Engine engine() {
        return engine;
    }

    /** What a checkpoint would hold now. */
    Stores snapshot() {
        engine.flush();
        return stores.copy();
    }

    /** The process dies and a new one starts from a snapshot with these configurations; nothing in flight comes back. */
    void restore(Stores snapshot, DataStream... streams) {
        engine.close();
        stores = snapshot.copy();
        open.clear();
        host = new FakeHost();
        engine = newEngine();
        for (DataStream stream : streams) {
            configure(stream);
        }
        run();
    }

    List<Long> acceptedBy(String streamId) {
        return accepted.getOrDefault(streamId, List.of());
    }

    StreamStatus status(String streamId) {
        StreamStatus status = statuses.get(streamId);
        if (status == null) {
            throw new AssertionError("no status of " + streamId);
        }
        return status;
    }

    /** A running bulk stream of events and usage that was created when the world began. */
    public static DataStream stream(String id, long organisation) {
        return stream(id, organisation, StreamType.EVENTS, false, DataStream.State.RUNNING, Map.of());
    }

    public static DataStream stream(
            String id,
            long organisation,
            StreamType type,
            boolean historic,
            DataStream.State state,
            Map<String, String> settings) {
        return new DataStream(
                id,
                organisation,
                "",
                type,
                ApiType.REST_API_BULK,
                new Settings(settings),
                historic,
                state,
                Instant.ofEpochMilli(START),
                null,
                null);
    }

    public static DataStream paused(DataStream stream) {
        return withState(stream, DataStream.State.PAUSED);
    }

    public static DataStream withState(DataStream s, DataStream.State state) {
        return new DataStream(
                s.id(),
                s.organisationId(),
                s.name(),
                s.streamType(),
                s.apiType(),
                s.settings(),
                s.historic(),
                state,
                s.createdAt(),
                s.eventTypes(),
                s.replay());
    }

    /** Does what there is to do now, pauses for input included. */
    void run() {
        host.runTasks();
        while (engine.isAsked() && host.wakeAt - nanos <= PAUSE_NANOS) {
            nanos = Math.max(nanos, host.wakeAt);
            host.runDue();
            host.runTasks();
        }
    }

    /** The same checkpoint that {@link #snapshot} is of is complete. */
    void checkpointCompleted(long checkpoint) {
        engine.checkpointCompleted(checkpoint);
        run();
    }

    /** When something happens next by itself, milliseconds since the epoch. */
    long nextTime() {
        long in = host.nextNanos() - nanos;
        return host.nextNanos() == Timeline.NEVER
                ? Timeline.NEVER
                : now0() + Math.max(0, in + NANOS_OF_MS - 1) / NANOS_OF_MS;
    }

    void close() {
        engine.close();
    }

    // ---- what the engine sees

    /** Keyed state of all organisations. */
    static final class Stores {
        private final Map<String, MemoryJournalStore> journals = new TreeMap<>();
        private final Map<String, Map<String, Cursor>> cursors = new TreeMap<>();
        private final Map<String, Long> objectSeconds = new TreeMap<>();

        /** The part whose keys are chosen. */
        Stores part(Predicate<String> keys) {
            Stores part = copy();
            part.journals.keySet().removeIf(key -> !keys.test(key));
            part.cursors.keySet().removeIf(key -> !keys.test(key));
            part.objectSeconds.keySet().removeIf(key -> !keys.test(key.substring(0, key.indexOf(' '))));
            return part;
        }

        /** Takes what others have. */
        void add(Stores other) {
            Stores copy = other.copy();
            journals.putAll(copy.journals);
            cursors.putAll(copy.cursors);
            objectSeconds.putAll(copy.objectSeconds);
        }

        Stores copy() {
            Stores copy = new Stores();
            journals.forEach((key, journal) -> copy.journals.put(key, journal.copy()));
            cursors.forEach((key, of) -> copy.cursors.put(key, new HashMap<>(of)));
            copy.objectSeconds.putAll(objectSeconds);
            return copy;
        }
    }

    private final class FakeHost implements Host, CursorStore, ObjectSecondStore {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final TreeMap<Long, List<String>> expiries = new TreeMap<>();
        private String key = "";
        private long wakeAt = Timeline.NEVER;

        long nextNanos() {
            if (expiries.isEmpty()) {
                return wakeAt;
            }
            long expiry = nanos + Math.max(0, expiries.firstKey() * NANOS_OF_MS - wallNanos);
            return Math.min(wakeAt, expiry);
        }

        void runDue() {
            while (!expiries.isEmpty() && expiries.firstKey() <= now()) {
                for (String due : expiries.pollFirstEntry().getValue()) {
                    select(due);
                    engine.expire(due);
                }
            }
            if (wakeAt - nanos <= 0) {
                wakeAt = Timeline.NEVER;
                timed(engine::wake);
            }
        }

        private void timed(Runnable mail) {
            long start = nanos;
            mail.run();
            longestMail = Math.max(longestMail, nanos - start);
        }

        void runTasks() {
            Runnable task = tasks.poll();
            while (task != null) {
                timed(task);
                task = tasks.poll();
            }
        }

        @Override
        public long now() {
            return now0();
        }

        @Override
        public long nanos() {
            nanos += lookNanos;
            return nanos;
        }

        @Override
        public void select(String journalKey) {
            key = journalKey;
        }

        @Override
        public JournalStore journalStore() {
            return stores.journals
                    .computeIfAbsent(key, any -> new MemoryJournalStore())
                    .read(() -> nanos += readNanos);
        }

        @Override
        public CursorStore cursorStore() {
            return this;
        }

        @Override
        public ObjectSecondStore objectSecondStore() {
            return this;
        }

        @Override
        public @Nullable Long lastSecond(String space) {
            return stores.objectSeconds.get(key + " " + space);
        }

        @Override
        public void putLastSecond(String space, long second) {
            stores.objectSeconds.put(key + " " + space, second);
        }

        @Override
        public boolean hasCheckpoints() {
            return true;
        }

        @Override
        public void emit(Rejected rejected) {
            World.this.rejected.add(rejected);
        }

        @Override
        public void post(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void wakeAt(long time) {
            wakeAt = Math.min(wakeAt, time);
        }

        @Override
        public void expireAt(long time) {
            expiries.computeIfAbsent(time, any -> new ArrayList<>()).add(key);
        }

        @Override
        public void cancelExpireAt(long time) {
            List<String> keys = expiries.get(time);
            if (keys != null && keys.remove(key) && keys.isEmpty()) {
                expiries.remove(time);
            }
        }

        @Override
        public void emit(StatusChange change) {
            StreamStatus status = change.status();
            if (status == null) {
                statuses.remove(change.streamId());
                goneStreams.add(change.streamId());
            } else {
                statuses.put(change.streamId(), status);
            }
        }

        @Override
        public void emit(DeliveryAttempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public @Nullable Cursor get(String lane) {
            return stores.cursors.getOrDefault(key, Map.of()).get(lane);
        }

        @Override
        public void put(String lane, Cursor cursor) {
            stores.cursors.computeIfAbsent(key, any -> new HashMap<>()).put(lane, cursor);
        }

        @Override
        public void remove(String lane) {
            stores.cursors.computeIfAbsent(key, any -> new HashMap<>()).remove(lane);
        }
    }

    private final class Place implements Integration {
        private final ApiType type;

        Place(ApiType type) {
            this.type = type;
        }

        @Override
        public ApiType apiType() {
            return type;
        }

        @Override
        public Client open(DataStream stream) throws SettingsException {
            if (stream.settings().get("broken") != null) {
                throw new SettingsException("url: is missing");
            }
            return new Client() {
                @Override
                public String receiver() {
                    return receivers.apply(stream);
                }

                @Override
                public String target() {
                    return "place of " + stream.id();
                }

                @Override
                public @Nullable ObjectNames objectNames() {
                    return names.apply(stream);
                }

                @Override
                public Limits limits() {
                    return limits.apply(stream);
                }

                @Override
                public Sending send(Batch batch, Consumer<Outcome> whenDone) {
                    Request request = new Request(stream.id(), batch, whenDone, stream.settings());
                    Outcome outcome = answers == null ? null : answers.apply(request);
                    if (outcome != null) {
                        finish(request, outcome);
                        return () -> {};
                    }
                    open.add(request);
                    return () -> {
                        if (open.remove(request)) {
                            cancelled.add(request);
                            finish(request, Outcome.unanswered(504, "cancelled"));
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }
    }
}
