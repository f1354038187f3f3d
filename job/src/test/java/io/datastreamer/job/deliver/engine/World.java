package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.LookBack;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Answer;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.Assembly;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.deliver.engine.VirtualClock.Costs;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.LedgerStore;
import io.datastreamer.job.deliver.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine with everything that it needs, in memory: a clock that the test moves, stores that can be snapshotted and
 * restored, and places that answer as the test says.
 */
public final class World {
    /** The options if nothing is set. */
    public static final DeliverOptions DEFAULTS = Assembly.deliverOptions(StreamerConfig.defaults());

    /** Requests a second. */
    private static final byte[] NOTHING = {};

    private static final int ANY_RATE = 1_000_000;
    /** A pause for input of up to this long does not count as time that passes for a test. */
    private static final long PAUSE_NANOS = 1_500_000;

    /** Long enough in a world that reports its counters each minute. */
    static final Duration A_WHILE = Duration.ofMinutes(2);

    public static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** Objects of events are called {@code at-SECOND}, those of usage {@code usage-at-SECOND}. */
    public static final ObjectNames NAMES = namesIn("bucket");

    final Map<String, StreamStatus> statuses = new HashMap<>();
    final List<String> goneStreams = new ArrayList<>();
    final List<DeliveryAttempt> attempts = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();
    private final Places places = new Places();
    /** Requests without an answer. */
    final Deque<Request> open = places.open;
    /** Requests that the engine has cancelled. */
    final List<Request> cancelled = places.cancelled;
    /** Ids that each stream's place has accepted, in order, with repetitions. */
    final Map<String, List<Long>> accepted = places.accepted;

    private final DeliverOptions options;
    private final long seed;
    private Costs costs = Costs.NONE;
    private long longestMail;
    private int mailsAtOnce = Integer.MAX_VALUE;
    private final VirtualClock clock;
    private Stores stores;
    private FakeHost host;
    private Engine engine;

    World() {
        this(options(DEFAULTS.drainTimeout(), DEFAULTS.maxRequests()));
    }

    World(DeliverOptions options) {
        this(options, new Stores(), START, 1);
    }

    /** Creates a world that continues from the state in stores. */
    World(DeliverOptions options, Stores stores, long now, long seed) {
        this.options = options;
        this.clock = new VirtualClock(now);
        this.stores = watched(stores);
        this.seed = seed;
        this.host = new FakeHost();
        this.engine = newEngine();
    }

    private Stores watched(Stores from) {
        from.watchedBy(access -> clock.spend(costs.of(access)));
        return from;
    }

    /**
     * The defaults, except for these and for the pace of requests: where time stands still, no lane may wait for its
     * turn.
     */
    public static DeliverOptions options(Duration drainTimeout, int maxRequests) {
        return options(drainTimeout, maxRequests, DEFAULTS.segmentBytes(), DEFAULTS.frameBytes());
    }

    /**
     * Creates a world that reports counters each minute, not each second: for tests in which days pass, which would
     * otherwise mostly report nothing new.
     */
    static World tellingEachMinute() {
        DeliverOptions usual = options(DEFAULTS.drainTimeout(), DEFAULTS.maxRequests());
        return new World(telling(usual, usual.retention(), Duration.ofMinutes(1)));
    }

    /** The same options with another history and status interval. */
    static DeliverOptions telling(DeliverOptions d, Duration retention, Duration statusInterval) {
        return new DeliverOptions(
                retention,
                d.startSlack(),
                d.drainTimeout(),
                d.requestTimeout(),
                d.maxRequests(),
                d.requestsPerSecond(),
                d.maxRequestBytes(),
                d.backoffInitial(),
                d.backoffMax(),
                d.bisectAfter(),
                statusInterval,
                d.expiryNotice(),
                d.segmentBytes(),
                d.frameBytes(),
                d.segmentAge(),
                d.cacheBytes(),
                d.tailBytes());
    }

    /** The same, with these sizes of segments and frames. */
    static DeliverOptions options(Duration drainTimeout, int maxRequests, int segmentBytes, int frameBytes) {
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
                segmentBytes,
                frameBytes,
                d.segmentAge(),
                d.cacheBytes(),
                d.tailBytes());
    }

    /** The key of an organisation's journal. */
    public static String journalKey(long organisation) {
        return organisation + "/0";
    }

    private Engine newEngine() {
        Engine made = new Engine(host, options, places.integrations(), new SplittableRandom(seed));
        made.start();
        return made;
    }

    // ---- what a test does

    World limits(Limits newLimits) {
        places.limits = stream -> newLimits;
        return this;
    }

    World limitsBy(Function<StreamConfiguration, Limits> newLimits) {
        places.limits = newLimits;
        return this;
    }

    /** Sets which streams' places keep each batch as an object. */
    World namesBy(Function<StreamConfiguration, @Nullable ObjectNames> newNames) {
        places.names = newNames;
        return this;
    }

    /** Sets which streams' clients want the documents before a batch. */
    World lookBacksBy(Function<StreamConfiguration, @Nullable LookBack> newLookBacks) {
        places.lookBacks = newLookBacks;
        return this;
    }

    /** Sets which receiver answers for which stream. */
    World receiversBy(Function<StreamConfiguration, String> newReceivers) {
        places.receivers = newReceivers;
        return this;
    }

    /** Sets how much heap clients use for a number of bytes of JSON. */
    void heapOnItsWay(LongUnaryOperator heap) {
        places.heap = heap;
    }

    /** From now on requests are answered by this function; if it returns null, the request stays open. */
    void answering(Function<Request, @Nullable Outcome> newAnswers) {
        places.answers = request -> {
            clock.spend(costs.send());
            return newAnswers.apply(request);
        };
    }

    /** Sets what gets a request that the engine wants to cancel, after it was removed from the open ones. */
    void whenCancelled(Consumer<Request> newListener) {
        places.whenCancelled = newListener;
    }

    void leaveOpen() {
        answering(request -> null);
    }

    void accept() {
        answering(request -> Outcome.delivered(200));
    }

    /** Answers the oldest open request. */
    void answer(Outcome outcome) {
        Request request = open.removeFirst();
        finish(request, outcome);
        run();
    }

    void finish(Request request, Outcome outcome) {
        places.finish(request, outcome);
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
        append(organisation, RecordKind.EVENT, 1, id, simKey, clock.now());
    }

    void usage(long organisation, long id) {
        append(organisation, RecordKind.USAGE, Document.NO_EVENT_TYPE, id);
    }

    void append(long organisation, RecordKind kind, int eventType, long id) {
        append(organisation, kind, eventType, id, "8900000000000000001", clock.now());
    }

    void append(long organisation, RecordKind kind, int eventType, long id, String simKey, long sourceTime) {
        append(organisation, kind, eventType, id, simKey, sourceTime, 0);
    }

    /** The same, with JSON that has this much padding, in bytes. */
    void append(
            long organisation, RecordKind kind, int eventType, long id, String simKey, long sourceTime, int padding) {
        take(organisation, kind, eventType, id, simKey, sourceTime, json(kind, id, padding), NOTHING);
        run();
    }

    /** The same, with a document that has contents. */
    void append(
            long organisation,
            RecordKind kind,
            int eventType,
            long id,
            String simKey,
            long sourceTime,
            byte[] json,
            byte[] supplement) {
        take(organisation, kind, eventType, id, simKey, sourceTime, json, supplement);
        run();
    }

    /** An event comes, and the engine has no time for anything else. */
    void appendOnly(long organisation, long id) {
        take(organisation, RecordKind.EVENT, 1, id, "8900000000000000001", clock.now(), json(id, 0), NOTHING);
    }

    private void take(
            long organisation,
            RecordKind kind,
            int eventType,
            long id,
            String simKey,
            long sourceTime,
            byte[] json,
            byte[] supplement) {
        String key = journalKey(organisation);
        host.select(key);
        Document document = Document.of(organisation, kind, eventType, simKey, id, sourceTime, json, supplement);
        host.timed(() -> engine.append(key, document));
    }

    /** The same, with a time of its own if there is room for it. */
    static byte[] json(RecordKind kind, long id, int padding) {
        String time = Instant.ofEpochMilli(timeOf(id)).toString().replace("Z", "+0000");
        String member =
                kind == RecordKind.EVENT ? ",\"timestamp\":\"" + time + "\"" : ",\"end_timestamp\":\"" + time + "\"";
        if (padding < member.length()) {
            return json(id, padding);
        }
        return ("{\"id\":" + id + " ".repeat(padding - member.length()) + member + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a document of this many bytes has a time of its own. */
    static boolean hasTime(RecordKind kind, long id, int bytes) {
        byte[] json = json(kind, id, bytes - json(id, 0).length);
        return new String(json, StandardCharsets.UTF_8).contains("timestamp");
    }

    /** The time of a document that has one: within hours around the start. */
    static long timeOf(long id) {
        return START + (id * 7 % 23 - 11) * Duration.ofHours(1).toMillis();
    }

    /** A document with this much padding, in bytes. */
    static byte[] json(long id, int padding) {
        return ("{\"id\":" + id + " ".repeat(padding) + "}").getBytes(StandardCharsets.UTF_8);
    }

    public static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    void erase(long organisation) {
        host.timed(() -> engine.erase(journalKey(organisation)));
    }

    void configure(StreamConfiguration stream) {
        host.timed(() -> engine.configure(World.journalKey(stream.organisationId()), stream));
        run();
    }

    /** Somebody asks about an organisation's documents now. */
    void ask(long organisation, String id, Question.Ask ask) {
        ask(new Question("tests", id, organisation, now(), ask));
    }

    void ask(Question question) {
        host.timed(() -> engine.ask(journalKey(question.organisationId()), question));
        run();
    }

    /** The stream existed before a restart, and is restored when there is time. */
    void restoreBitByBit(StreamConfiguration stream) {
        engine.restore(journalKey(stream.organisationId()), stream);
        run();
    }

    void remove(String streamId) {
        host.timed(() -> engine.remove(streamId));
        run();
    }

    /** Lets time pass, with everything that happens in it. */
    void pass(Duration duration) {
        long end = clock.nanos() + duration.toNanos();
        long wallEnd = clock.wallNanos() + duration.toNanos();
        long next = host.nextNanos();
        while (next <= end) {
            clock.moveTo(next);
            host.runDue();
            run();
            next = host.nextNanos();
        }
        clock.moveTo(end);
        clock.setWall(wallEnd);
        run();
    }

    /** From now on the engine's work takes time. */
    World costing(Costs newCosts) {
        costs = newCosts;
        return this;
    }

    /** From now on the engine handles at most this many mails before something else comes. */
    void mailsAtOnce(int most) {
        mailsAtOnce = most;
    }

    /** The longest time that one mail or input kept the engine's thread, in nanoseconds. */
    long longestMail() {
        return longestMail;
    }

    /** Somebody sets the wall clock. */
    void setClock(Duration forward) {
        clock.set(forward);
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.now());
    }

    /** The monotonic clock after a duration. */
    long nanosIn(Duration duration) {
        return clock.nanos() + duration.toNanos();
    }

    Engine engine() {
        return engine;
    }

    /** What a checkpoint would hold now. */
    Stores snapshot() {
        engine.flush();
        return stores.copy();
    }

    /**
     * The process dies, and a new one starts from a snapshot with these configurations; nothing in flight comes back.
     */
    void restore(Stores snapshot, StreamConfiguration... streams) {
        engine.close();
        stores = watched(snapshot.copy());
        open.clear();
        host = new FakeHost();
        engine = newEngine();
        for (StreamConfiguration stream : streams) {
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
    public static StreamConfiguration stream(String id, long organisation) {
        return stream(id, organisation, StreamType.EVENTS, false, StreamConfiguration.State.RUNNING, Map.of());
    }

    public static StreamConfiguration stream(
            String id,
            long organisation,
            StreamType type,
            boolean historic,
            StreamConfiguration.State state,
            Map<String, String> settings) {
        return StreamConfiguration.of(id, organisation, type, ApiType.REST_API_BULK, new Settings(settings))
                .withHistoric(historic)
                .withState(state)
                .withCreatedAt(Instant.ofEpochMilli(START));
    }

    /** Names of objects in a bucket, in the form of {@link #NAMES}. */
    static ObjectNames namesIn(String bucket) {
        return new ObjectNames() {
            @Override
            public String space(RecordKind kind) {
                return bucket + "/" + kind;
            }

            @Override
            public String name(RecordKind kind, long epochSecond) {
                return kind == RecordKind.USAGE ? "usage-at-" + epochSecond : "at-" + epochSecond;
            }
        };
    }

    public static StreamConfiguration paused(StreamConfiguration stream) {
        return withState(stream, StreamConfiguration.State.PAUSED);
    }

    public static StreamConfiguration withState(StreamConfiguration s, StreamConfiguration.State state) {
        return s.withState(state);
    }

    /** Does everything there is to do now, including pauses for input. */
    void run() {
        int left = host.runTasks(mailsAtOnce);
        while (left > 0 && engine.isAsked() && host.wakeAt - clock.nanos() <= PAUSE_NANOS) {
            clock.spendUntil(host.wakeAt);
            host.runDue();
            left = host.runTasks(left - 1);
        }
    }

    /** Completes the checkpoint of {@link #snapshot}. */
    void checkpointCompleted(long checkpoint) {
        host.timed(() -> engine.checkpointCompleted(checkpoint));
        run();
    }

    /** How long until something happens without an event from outside, in milliseconds. */
    long nextIn() {
        long next = host.nextNanos();
        return next == Timeline.NEVER
                ? Timeline.NEVER
                : Math.max(0, next - clock.nanos() + VirtualClock.NANOS_OF_MS - 1) / VirtualClock.NANOS_OF_MS;
    }

    /** When the engine is called at the latest, in monotonic nanoseconds. */
    long wakesAt() {
        return host.wakeAt;
    }

    /** How many documents of a kind were appended to a journal. */
    long appended(String journalKey, RecordKind kind) {
        return engine.parts().journals.select(journalKey).count(kind);
    }

    /** The stores. */
    Stores stores() {
        return stores;
    }

    void close() {
        engine.close();
    }

    // ---- what the engine sees

    private final class FakeHost implements Host {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private long wakeAt = Timeline.NEVER;

        long nextNanos() {
            Long first = stores.firstTimer();
            if (first == null) {
                return wakeAt;
            }
            long left = first * VirtualClock.NANOS_OF_MS - clock.wallNanos();
            return Math.min(wakeAt, clock.nanos() + Math.max(0, left));
        }

        void runDue() {
            // Flink fires all timers that are due in one go
            timed(this::expireDue);
            if (wakeAt - clock.nanos() <= 0) {
                wakeAt = Timeline.NEVER;
                timed(engine::wake);
            }
        }

        private void expireDue() {
            Long first = stores.firstTimer();
            while (first != null && first <= now()) {
                for (String due : stores.takeFirstTimer()) {
                    select(due);
                    engine.expire(due);
                }
                first = stores.firstTimer();
            }
        }

        private void timed(Runnable mail) {
            long start = clock.nanos();
            mail.run();
            longestMail = Math.max(longestMail, clock.nanos() - start);
        }

        /** Runs up to this many tasks; returns how many more it might have run. */
        int runTasks(int most) {
            int left = most;
            Runnable task = left > 0 ? tasks.poll() : null;
            while (task != null) {
                timed(task);
                left--;
                task = left > 0 ? tasks.poll() : null;
            }
            return left;
        }

        @Override
        public long now() {
            return clock.now();
        }

        @Override
        public long nanos() {
            clock.spend(costs.look());
            return clock.nanos();
        }

        @Override
        public void select(String journalKey) {
            stores.select(journalKey);
        }

        @Override
        public JournalStore journalStore() {
            return stores.journal();
        }

        @Override
        public CursorStore cursorStore() {
            return stores;
        }

        @Override
        public LedgerStore ledgerStore() {
            return stores;
        }

        @Override
        public ObjectSecondStore objectSecondStore() {
            return stores;
        }

        @Override
        public boolean hasCheckpoints() {
            return true;
        }

        @Override
        public void emit(Answer answer) {
            clock.spend(costs.emit());
            answers.add(answer);
        }

        @Override
        public void emit(Rejected rejected) {
            clock.spend(costs.emit());
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
            stores.addTimer(time);
        }

        @Override
        public void cancelExpireAt(long time) {
            stores.removeTimer(time);
        }

        @Override
        public void emit(StatusChange change) {
            clock.spend(costs.emit());
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
            clock.spend(costs.emit());
            attempts.add(attempt);
        }
    }
}
