package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.SimulatedReceiver.Answer;
import io.datastreamer.job.deliver.engine.SimulatedReceiver.Mode;
import io.datastreamer.job.deliver.engine.SimulatedReceiver.Takes;
import io.datastreamer.job.deliver.engine.VirtualClock.Costs;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a life of the engine from a seed: documents come, receivers misbehave, crowds of them hang, clients throw,
 * customers pause, replay, change and delete their streams, somebody sets the clock. The process crashes and comes back
 * from its last checkpoint in another number of parts, while changes come. A {@link Ledger} knows for each stream what
 * has to arrive, and in which order; a {@link Watch} checks what holds at any time.
 *
 * <p>Virtual time, one thread: the same seed gives the same life.
 */
final class Simulation {
    static final Duration RETENTION = Duration.ofHours(3);
    private static final int MOST_REQUESTS = 12;
    /** Few enough that lanes wait for their turn. */
    private static final int REQUESTS_PER_SECOND = 20;

    private static final int MOST_STREAMS = 6;
    private static final int CROWD = 16;
    /** Most requests of a lane that may be too large in the hours at the end. */
    private static final int MOST_TOO_LARGE = 32;

    private static final long HOUR_MS = 3_600_000;
    /** No event has this type. */
    private static final int NO_TYPE = 8;
    /** How many more times a receiver that leaves single documents without an answer gets five minutes. */
    private static final int MOST_MORE = 48;

    /** {@code -Dsimulation.trace=true} prints all requests. */
    private static final boolean TRACE = Boolean.getBoolean("simulation.trace");

    /** An answer that is on its way. */
    private record Pending(long time, long order, Request request, Outcome outcome) {}

    /**
     * A checkpoint that is not complete yet; {@code ops} are the operations before it that the last complete one does
     * not have.
     */
    private record Taken(long number, Stores stores, Map<String, StreamConfiguration> streams, int ops) {}

    private interface Op {
        void apply();
    }

    /** The JVM fails while a request is made. */
    private static final class FailedJvm extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    private final SplittableRandom random;
    private final LifeClock clock = new LifeClock();
    private final List<World> worlds = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final Map<String, StreamConfiguration> streams = new LinkedHashMap<>();
    private final Map<String, SimulatedReceiver> receivers = new HashMap<>();
    private final Map<String, Limits> limits = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    /** The objects in each bucket, by name. */
    private final Map<String, Map<String, List<Long>>> buckets = new HashMap<>();

    private final Ledger ledger = new Ledger(clock);
    private final CounterWatch counters = new CounterWatch(ledger);
    private final StatementWatch statements = new StatementWatch(ledger);
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::time).thenComparingLong(Pending::order));
    private final int organisations;
    private final DeliverOptions options;
    /** Whether work takes time in this life. */
    private final boolean costs;
    /** Decides which journals are erased, and when. Separate, so that lives from before erasures stay as they were. */
    private final SplittableRandom erasures;

    private final boolean erases;
    /** Decides on filters besides event types; separate for the same reason. */
    private final SplittableRandom contents;

    private final boolean asksContents;
    /** Names of removed streams, which new ones may get. */
    private final List<String> free = new ArrayList<>();
    /** Streams whose receivers never recover. */
    private final Set<String> crowd = new HashSet<>();

    private long order;
    private long lastId;
    private int streamsMade;
    private int made;
    private int replays;
    private boolean clientsThrow = true;
    /** The promise that was broken while a request was made. */
    private @Nullable AssertionError broken;

    // the last complete checkpoint, and what the sources repeat after it
    private Stores checkpoint = new Stores();
    private Map<String, StreamConfiguration> checkpointStreams = Map.of();
    private final List<Op> sinceCheckpoint = new ArrayList<>();
    private long checkpoints;
    private @Nullable Taken taken;

    /**
     * Creates a life.
     *
     * @param knowsAll whether its journals may be erased, and its filters look at more than event types
     */
    Simulation(long seed, boolean knowsAll) {
        this.random = new SplittableRandom(seed);
        this.organisations = 1 + random.nextInt(5);
        this.options = options(random.nextBoolean() ? 8 << 10 : 512 << 10);
        this.costs = random.nextInt(3) == 0;
        this.erasures = new SplittableRandom(~seed);
        this.erases = knowsAll && erasures.nextInt(3) == 0;
        this.contents = new SplittableRandom(~seed * 3);
        this.asksContents = knowsAll && contents.nextInt(3) == 0;
        begin(checkpoint, 1);
        if (random.nextInt(10) == 0) {
            crowd();
        }
    }

    private static DeliverOptions options(long tailBytes) {
        DeliverOptions d = World.DEFAULTS;
        return new DeliverOptions(
                RETENTION,
                d.startSlack(),
                d.drainTimeout(),
                d.requestTimeout(),
                MOST_REQUESTS,
                REQUESTS_PER_SECOND,
                40_000,
                d.backoffInitial(),
                d.backoffMax(),
                3,
                // a life has hours: not every second of them need be checked
                Duration.ofSeconds(20),
                d.expiryNotice(),
                4_000,
                800,
                Duration.ofHours(1),
                16 << 10,
                tailBytes);
    }

    /** Lives through this many steps, then lets receivers recover, and checks that nothing is missing. */
    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            try {
                step();
                if (erases && erasures.nextInt(25) == 0) {
                    erase();
                }
            } catch (JvmFailedException | FailedJvm e) {
                crash();
            }
            look();
        }
        clientsThrow = false;
        recover();
        look();
        streams.values().forEach(stream -> statements.ask(world(stream.organisationId()), stream));
        worlds.forEach(World::close);
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            int documents = 1 + random.nextInt(6);
            for (int i = 0; i < documents; i++) {
                document();
            }
        } else if (dice < 64) {
            pass(random.nextInt(12) == 0 ? random.nextLong(2 * HOUR_MS) : random.nextLong(4_000));
        } else if (dice < 71) {
            newStream();
        } else if (dice < 79) {
            changeMode();
        } else if (dice < 87) {
            changeStream();
        } else if (dice < 95) {
            checkpoint();
        } else if (dice < 99) {
            crash();
        } else {
            setClock(random.nextBoolean() ? HOUR_MS : -HOUR_MS);
        }
    }

    private void look() {
        watches.forEach(Watch::look);
        Set<String> lanes = new HashSet<>();
        for (StreamConfiguration stream : streams.values()) {
            stream.kinds().forEach(kind -> lanes.add(Lane.name(stream.id(), kind)));
            World world = world(stream.organisationId());
            StreamLanes served = world.engine().stream(stream.id());
            if (served != null) {
                look(world, stream, served);
            } else if (!world.engine().isAsked()) {
                throw new AssertionError(stream.id() + " is not served");
            }
        }
        Watch.cursorsAre(lanes, worlds);
    }

    private void look(World world, StreamConfiguration stream, StreamLanes served) {
        for (Lane lane : served.lanes()) {
            StatementWatch.look(lane, world.appended(served.journalKey(), lane.kind()));
            if (lane.round() == null && lane.inFlight() == 0) {
                counters.look(stream, lane, world.appended(served.journalKey(), lane.kind()));
            }
        }
    }

    // ---- what happens

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void setClock(long forwardMs) {
        trace(() -> "clock set by " + forwardMs);
        clock.set(forwardMs);
        ledger.clockSet(forwardMs);
        worlds.forEach(world -> world.setClock(Duration.ofMillis(forwardMs)));
    }

    private void document() {
        long organisation = 1 + random.nextLong(organisations);
        RecordKind kind = random.nextInt(3) == 0 ? RecordKind.USAGE : RecordKind.EVENT;
        int type = kind == RecordKind.USAGE ? Document.NO_EVENT_TYPE : random.nextInt(3);
        long id = lastId + 1;
        for (SimulatedReceiver receiver : receivers.values()) {
            int bad = random.nextInt(60);
            if (bad == 0) {
                receiver.poison.add(id);
            } else if (bad == 1 && !receiver.tellsDocumentsApart) {
                receiver.crashing.add(id);
            } else if (bad == 2 && !receiver.tellsDocumentsApart) {
                receiver.silent.add(id);
            }
        }
        document(organisation, kind, type, random.nextInt(5), random.nextInt(400));
    }

    private void document(long organisation, RecordKind kind, int type, int sim, int padding) {
        long id = ++lastId;
        long time = clock.wall();
        Contents says = asksContents ? Contents.of(kind, id) : null;
        byte[] json = says == null ? World.json(kind, id, padding) : says.json(id, padding);
        byte[] supplement = says == null ? new byte[0] : says.supplement();
        ledger.document(organisation, kind, type, id, sim, json.length, says);
        String simKey = says != null ? Contents.simKey(sim) : sim == 0 ? "" : "sim-" + sim;
        perform(() -> {
            ledger.appended(id, time);
            world(organisation).append(organisation, kind, type, id, simKey, time, json, supplement);
        });
    }

    /** Adds streams whose receivers hang: they must not hold up the others. */
    private void crowd() {
        for (int i = 0; i < CROWD; i++) {
            String id = "hangs" + i;
            limits.put(id, new Limits(1 + random.nextInt(3), 100_000, Duration.ZERO, 1));
            SimulatedReceiver receiver = new SimulatedReceiver(false, Takes.ALL, random.split());
            receiver.mode = random.nextInt(8) == 0 ? Mode.HANGS_FOR_GOOD : Mode.HANGS;
            receivers.put(id, receiver);
            crowd.add(id);
            make(id, 1 + random.nextLong(organisations), StreamType.EVENTS, ApiType.REST_API_BULK, false, Filters.NONE);
        }
    }

    private void erase() {
        long organisation = 1 + erasures.nextLong(organisations);
        trace(() -> "the journal of " + organisation + " is erased");
        ledger.erased(organisation);
        perform(() -> world(organisation).erase(organisation));
    }

    private void newStream() {
        if (streams.size() - crowd.size() == MOST_STREAMS) {
            return;
        }
        String id = free.isEmpty() || random.nextBoolean() ? "s" + streamsMade++ : free.remove(0);
        // objects of a removed stream stay for ever: they do not get the names of another's objects
        int shape = id.equals("s" + (streamsMade - 1)) ? random.nextInt(6) : random.nextInt(3);
        limits.put(
                id,
                switch (shape) {
                    case 0 -> new Limits(1, 100_000, Duration.ZERO, 1);
                    case 1 -> new Limits(1, 100_000, Duration.ZERO, 1 + random.nextInt(5));
                    case 2 -> new Limits(2 + random.nextInt(20), 100_000, Duration.ZERO, 1, true);
                    case 3 ->
                        new Limits(2 + random.nextInt(20), 100_000, Duration.ofSeconds(1 + random.nextInt(20)), 1);
                    default -> new Limits(2 + random.nextInt(20), 300 + random.nextInt(3_000), Duration.ZERO, 1);
                });
        if (shape == 3) {
            named.add(id);
        }
        receivers.put(id, new SimulatedReceiver(shape == 2, takes(), random.split()));
        make(
                id,
                1 + random.nextLong(organisations),
                one(List.of(StreamType.values())),
                shape < 2 ? ApiType.REST_API : ApiType.REST_API_BULK,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0 ? filters() : plainFilters());
    }

    private Takes takes() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Takes(300 + random.nextInt(2_000), Long.MAX_VALUE, Integer.MAX_VALUE);
            // larger than any single document: to find out each of many takes longer than a life
            case 3 -> new Takes(Long.MAX_VALUE, 500 + random.nextInt(2_000), Integer.MAX_VALUE);
            case 4 -> new Takes(Long.MAX_VALUE, Long.MAX_VALUE, 1 + random.nextInt(8));
            default -> Takes.ALL;
        };
    }

    private void make(
            String id, long organisation, StreamType type, ApiType apiType, boolean historic, Filters filters) {
        StreamConfiguration stream = StreamConfiguration.of(
                        id, organisation, type, apiType, new Settings(Map.of("bucket", organisation + "-b0")))
                .withName("the " + ++made + "th")
                .withHistoric(historic)
                .withCreatedAt(Instant.ofEpochMilli(clock.wall()))
                .withFilters(filters);
        ledger.streamMade(
                stream,
                limits(id).window() > 1 || limits(id).oneOfEachSim(),
                limits(id).maxRecords() == 1,
                historic ? 0 : clock.wall() - options.startSlack().toMillis());
        put(stream);
    }

    private Limits limits(String id) {
        return Objects.requireNonNull(limits.get(id));
    }

    private Filters filters() {
        Filters types = Filters.NONE.withEventTypes(filter());
        return asksContents && contents.nextBoolean() ? Contents.more(types, contents) : types;
    }

    /** Without event types. */
    private Filters plainFilters() {
        return asksContents && contents.nextBoolean() ? Contents.more(Filters.NONE, contents) : Filters.NONE;
    }

    private Set<Integer> filter() {
        return switch (random.nextInt(3)) {
            case 0 -> Set.of(0, 1);
            case 1 -> Set.of(random.nextInt(3), 3);
            default -> Set.of(NO_TYPE);
        };
    }

    private void changeMode() {
        List<String> ids = receivers.keySet().stream()
                .filter(id -> !crowd.contains(id))
                .sorted()
                .toList();
        if (!ids.isEmpty()) {
            mode(one(ids), one(List.of(Mode.values())));
        }
    }

    private void mode(String id, Mode mode) {
        SimulatedReceiver receiver = receiver(id);
        // a place for objects says nothing of documents
        boolean speaksOfContent = mode == Mode.REFUSES_ALL;
        receiver.mode = named.contains(id) && speaksOfContent ? Mode.UNREACHABLE : mode;
        StreamConfiguration stream = streams.get(id);
        if (stream != null && random.nextInt(4) == 0) {
            bucketOf(stream.settings())
                    .putIfAbsent("at-" + (clock.wall() / 1_000 + random.nextInt(3)), SimulatedReceiver.FOREIGN);
        }
    }

    private Map<String, List<Long>> bucketOf(Settings settings) {
        return buckets.computeIfAbsent(String.valueOf(settings.get("bucket")), any -> new HashMap<>());
    }

    private void changeStream() {
        if (streams.isEmpty()) {
            return;
        }
        StreamConfiguration s = one(List.copyOf(streams.values()));
        switch (random.nextInt(6)) {
            case 0, 1 -> put(changed(s, StreamConfiguration.State.PAUSED, s.settings(), s.filters(), s.replay()));
            case 2, 3 -> put(changed(s, StreamConfiguration.State.RUNNING, s.settings(), s.filters(), s.replay()));
            case 4 -> {
                if (random.nextBoolean()) {
                    Filters filters = filters();
                    ledger.filterChanged(s.id(), filters);
                    put(changed(s, s.state(), s.settings(), filters, s.replay()));
                } else {
                    changeSettings(s);
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    remove(s);
                } else {
                    Instant from = Instant.ofEpochMilli(clock.wall() - random.nextLong(HOUR_MS));
                    StreamConfiguration.Replay replay = new StreamConfiguration.Replay(from, "r" + replays++);
                    ledger.replayed(s.id(), replay, options.startSlack().toMillis());
                    put(changed(s, s.state(), s.settings(), s.filters(), replay));
                }
            }
        }
    }

    private void changeSettings(StreamConfiguration s) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bucket", s.organisationId() + "-b" + random.nextInt(3));
        settings.put("key", "" + random.nextInt());
        switch (random.nextInt(6)) {
            case 0 -> settings.put("broken", "yes");
            case 1 -> settings.put("throws", "yes");
            default -> {
                // they are valid
            }
        }
        ledger.settingsChanged(s.id());
        put(changed(s, s.state(), new Settings(settings), s.filters(), s.replay()));
    }

    private void remove(StreamConfiguration s) {
        streams.remove(s.id());
        receivers.remove(s.id());
        crowd.remove(s.id());
        if (!named.contains(s.id())) {
            free.add(s.id());
        }
        ledger.streamGone(s.id());
        perform(() -> world(s.organisationId()).remove(s.id()));
    }

    private static StreamConfiguration changed(
            StreamConfiguration s,
            StreamConfiguration.State state,
            Settings settings,
            Filters filters,
            StreamConfiguration.@Nullable Replay replay) {
        return s.withSettings(settings).withState(state).withFilters(filters).withReplay(replay);
    }

    private void put(StreamConfiguration stream) {
        streams.put(stream.id(), stream);
        perform(() -> {
            ledger.told(stream);
            world(stream.organisationId()).configure(stream);
        });
    }

    private void perform(Op op) {
        sinceCheckpoint.add(op);
        op.apply();
        takeWhatCame();
    }

    // ---- checkpoints and crashes

    /** Takes a snapshot, which completes at once, later or never; or completes an earlier one. */
    private void checkpoint() {
        if (taken != null) {
            complete(taken);
            return;
        }
        Stores stores = new Stores();
        long number = ++checkpoints;
        for (World world : worlds) {
            stores.add(world.snapshot());
            world.engine().snapshotTaken(number);
        }
        taken = new Taken(number, stores, new LinkedHashMap<>(streams), sinceCheckpoint.size());
        switch (random.nextInt(5)) {
            case 0 -> taken = null;
            case 1, 2 -> complete(taken);
            default -> {
                // something happens before it completes
            }
        }
    }

    private void complete(Taken done) {
        taken = null;
        checkpoint = done.stores();
        checkpointStreams = done.streams();
        sinceCheckpoint.subList(0, done.ops()).clear();
        worlds.forEach(world -> world.checkpointCompleted(done.number()));
        takeWhatCame();
    }

    private void crash() {
        trace(() -> "crash");
        boolean isBack = false;
        while (!isBack) {
            try {
                comeBack();
                isBack = true;
            } catch (JvmFailedException | FailedJvm e) {
                // once more
            }
        }
    }

    private void comeBack() {
        taken = null;
        pending.clear();
        worlds.forEach(World::close);
        begin(checkpoint, 1 + random.nextInt(3));
        // the streams are as they were then, until the sources have repeated what came after
        ledger.isBack(checkpointStreams, true);
        int mailsAtOnce = random.nextInt(3);
        worlds.forEach(world -> world.mailsAtOnce(mailsAtOnce == 2 ? Integer.MAX_VALUE : mailsAtOnce));
        checkpointStreams
                .values()
                .forEach(stream -> world(stream.organisationId()).restoreBitByBit(stream));
        takeWhatCame();
        for (Op op : List.copyOf(sinceCheckpoint)) {
            op.apply();
            takeWhatCame();
        }
        ledger.isBack(checkpointStreams, false);
        for (World world : worlds) {
            world.mailsAtOnce(Integer.MAX_VALUE);
            world.run();
        }
        takeWhatCame();
    }

    private void begin(Stores stores, int parts) {
        worlds.clear();
        watches.clear();
        for (int part = 0; part < parts; part++) {
            int index = part;
            World world = new World(
                    options,
                    stores.part(key -> Long.parseLong(key.substring(0, key.indexOf('/'))) % parts == index),
                    clock.wall(),
                    random.nextLong());
            world.limitsBy(stream -> limits(stream.id()));
            world.namesBy(stream -> named.contains(stream.id())
                    ? World.namesIn(String.valueOf(stream.settings().get("bucket")))
                    : null);
            if (costs) {
                world.costing(Costs.USUAL);
            }
            Watch watch = new Watch(world, costs);
            world.answering(request -> answer(watch, request));
            world.whenCancelled(this::cancel);
            worlds.add(world);
            watches.add(watch);
        }
    }

    private World world(long organisation) {
        return worlds.get((int) (organisation % worlds.size()));
    }

    private SimulatedReceiver receiver(String streamId) {
        // requests to a stream that is gone meanwhile come back unanswered
        return receivers.computeIfAbsent(streamId, id -> {
            SimulatedReceiver gone = new SimulatedReceiver(false, Takes.ALL, random.split());
            gone.mode = Mode.UNREACHABLE;
            return gone;
        });
    }

    // ---- time

    private void pass(long millis) {
        long end = clock.time() + millis;
        while (true) {
            long next = pending.isEmpty() ? Long.MAX_VALUE : pending.peek().time();
            for (World world : worlds) {
                long in = world.nextIn();
                next = Math.min(next, in > end ? Long.MAX_VALUE : clock.time() + in);
            }
            if (next > end) {
                break;
            }
            moveTo(Math.max(clock.time(), next));
        }
        moveTo(end);
    }

    private void moveTo(long time) {
        Duration step = Duration.ofMillis(time - clock.time());
        clock.moveTo(time);
        worlds.forEach(world -> world.pass(step));
        takeWhatCame();
        while (!pending.isEmpty() && pending.peek().time() <= clock.time()) {
            Pending due = pending.remove();
            due.request().whenDone().accept(due.outcome());
            worlds.forEach(World::run);
            takeWhatCame();
        }
    }

    private void trace(Supplier<String> text) {
        if (TRACE) {
            System.out.println(clock.time() + " " + text.get());
        }
    }

    // ---- requests

    /** Takes a request: mostly that is all, and the answer comes later. */
    private @Nullable Outcome answer(Watch watch, Request request) {
        try {
            watch.leaves(request);
            return mayThrow(request);
        } catch (AssertionError e) {
            // the engine treats whatever a client throws as an outcome
            broken = broken == null ? e : broken;
            return null;
        }
    }

    private @Nullable Outcome mayThrow(Request request) {
        int dice = clientsThrow ? random.nextInt(250) : -1;
        if (dice >= 0 && dice <= 4 && request.ids().size() == 1) {
            receiver(request.streamId()).failedAlone.merge(request.ids().get(0), 1, Integer::sum);
        }
        switch (dice) {
            case 0 -> throw new IllegalStateException("a client throws");
            case 1 -> throw new NoClassDefFoundError("a class is missing");
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    throw new FailedJvm();
                }
                take(request);
                throw new IllegalStateException("a client throws, and tells the outcome all the same");
            }
            case 3 -> {
                return random.nextInt(4) == 0
                        ? Outcome.jvmFailed(new OutOfMemoryError("Java heap space"))
                        : Outcome.unanswered(500, "nothing was sent");
            }
            case 4 -> {
                take(request);
                // a client that reports two outcomes
                pending.add(new Pending(clock.time() + 1, order++, request, Outcome.unanswered(503, "once more")));
            }
            default -> take(request);
        }
        return null;
    }

    private void take(Request request) {
        StreamConfiguration stream = streams.get(request.streamId());
        if (stream != null && stream.state() == StreamConfiguration.State.PAUSED && !ledger.isBack()) {
            throw new AssertionError(stream.id() + " sends " + request.ids() + " while it is paused");
        }
        Batch batch = request.batch();
        SimulatedReceiver receiver = receiver(request.streamId());
        Map<String, List<Long>> bucket = bucketOf(request.settings());
        if (batch.object() != null) {
            ledger.objectSent(
                    request.streamId(), String.valueOf(request.settings().get("bucket")), batch);
        }
        Answer answer = receiver.answer(batch, bucket);
        trace(() -> request.streamId() + " " + request.ids() + " " + batch.object() + " -> " + answer);
        answer.accepted().stream()
                .forEach(i -> ledger.received(
                        request.streamId(), batch.items().get(i).id(), receiver, batch.object() != null));
        if (batch.object() != null && !answer.accepted().isEmpty()) {
            List<Long> there = Objects.requireNonNull(bucket.get(batch.object().name()));
            ledger.objectIs(request.streamId(), batch, receiver, there);
        }
        if (answer.delayMs() != SimulatedReceiver.NEVER) {
            pending.add(new Pending(clock.time() + answer.delayMs(), order++, request, answer.outcome()));
        }
    }

    /** Takes the engine's wish to cancel a request, which most clients fulfil. */
    private void cancel(Request request) {
        boolean heeds = receiver(request.streamId()).mode != Mode.HANGS_FOR_GOOD && random.nextInt(4) > 0;
        if (heeds && pending.removeIf(answer -> answer.request().whenDone() == request.whenDone())) {
            if (request.ids().size() == 1) {
                receiver(request.streamId()).failedAlone.merge(request.ids().get(0), 1, Integer::sum);
            }
            request.whenDone().accept(Outcome.unanswered(504, "cancelled"));
        }
    }

    private void takeWhatCame() {
        if (broken != null) {
            throw broken;
        }
        for (World world : worlds) {
            world.open.clear();
            for (Rejected rejected : world.rejected) {
                ledger.rejected(rejected, receiver(String.valueOf(rejected.streamId())));
            }
            world.rejected.clear();
            if (world.engine().requestsInFlight() > MOST_REQUESTS) {
                throw new AssertionError(world.engine().requestsInFlight() + " requests in flight");
            }
        }
    }

    // ---- the end

    /** Some receivers never recover: they must not hold up the others. */
    private void recover() {
        Set<String> ill = new HashSet<>(crowd);
        for (StreamConfiguration stream : List.copyOf(streams.values())) {
            String id = stream.id();
            boolean staysIll = random.nextInt(4) == 0 && receiver(id).mode != Mode.SLOW;
            if (staysIll && receiver(id).mode != Mode.WELL) {
                ill.add(id);
            } else if (!crowd.contains(id)) {
                mode(id, Mode.WELL);
                receiver(id).tooLarge = 0;
            }
            Settings valid = stream.settings();
            if (valid.get("broken") != null || valid.get("throws") != null) {
                valid = new Settings(Map.of("bucket", String.valueOf(valid.get("bucket"))));
                ledger.settingsChanged(id);
            }
            put(changed(stream, StreamConfiguration.State.RUNNING, valid, stream.filters(), stream.replay()));
        }
        for (int i = 0; i < 12; i++) {
            passWithDocuments(i);
        }
        // each document without an answer takes time, and receivers that hang take their share of the places
        for (int i = 0;
                i < MOST_MORE && streams.keySet().stream().anyMatch(id -> !ill.contains(id) && isSearching(id));
                i++) {
            passWithDocuments(i);
        }
        // an object for each checkpoint
        pass(Duration.ofMinutes(20).toMillis());
        for (int i = 0; i < 200 && named.stream().anyMatch(this::hasMoreToFix); i++) {
            checkpointAlways();
            pass(Duration.ofSeconds(60).toMillis());
        }
        for (String id : streams.keySet()) {
            if (!ill.contains(id)) {
                try {
                    ledger.checkComplete(id, receiver(id));
                    checkSizes(id);
                } catch (AssertionError e) {
                    throw new AssertionError(e.getMessage() + "; " + describe(id), e);
                }
            }
        }
    }

    /**
     * Lets time pass with new documents: objects wait for checkpoints, and documents beside a refused one show that it
     * is at fault.
     */
    private void passWithDocuments(int round) {
        pass(Duration.ofMinutes(5).toMillis());
        for (long organisation = 1; organisation <= organisations; organisation++) {
            for (int type = 0; type < 3; type++) {
                document(organisation, RecordKind.EVENT, type, 1 + (round + type) % 4, 0);
            }
            document(organisation, RecordKind.USAGE, Document.NO_EVENT_TYPE, 1 + round % 4, 0);
        }
        checkpointAlways();
    }

    /** Whether something is missing from a receiver that leaves single documents without an answer. */
    private boolean isSearching(String id) {
        return receiver(id).leavesSome() && ledger.missing(id, receiver(id)) != null;
    }

    /** Checks that a size that is too large is learnt once, and tried rarely. */
    private void checkSizes(String id) {
        int lanes = Objects.requireNonNull(streams.get(id)).kinds().size();
        if (receiver(id).tooLarge > lanes * MOST_TOO_LARGE) {
            throw new AssertionError(id + " got " + receiver(id).tooLarge + " requests that were too large");
        }
    }

    private boolean hasMoreToFix(String id) {
        StreamConfiguration stream = streams.get(id);
        StreamLanes lanes = stream == null ? null : world(stream.organisationId()).engine().stream(id);
        return lanes != null && lanes.lanes().stream().anyMatch(lane -> lane.phase() == Phase.FIXING);
    }

    private String describe(String id) {
        StreamConfiguration stream = streams.get(id);
        StreamLanes lanes = stream == null ? null : world(stream.organisationId()).engine().stream(id);
        StringBuilder text = new StringBuilder().append(limits.get(id)).append(named.contains(id) ? " named" : "");
        if (lanes != null) {
            for (Lane lane : lanes.lanes()) {
                text.append("; ")
                        .append(lane.kind())
                        .append(' ')
                        .append(lane.phase())
                        .append(' ')
                        .append(lane.cursor());
                text.append(" in flight ")
                        .append(lane.inFlight())
                        .append(", failures ")
                        .append(lane.health().failures());
            }
        }
        return text.toString();
    }

    private void checkpointAlways() {
        long number = ++checkpoints;
        for (World world : worlds) {
            world.snapshot();
            world.engine().snapshotTaken(number);
        }
        worlds.forEach(world -> world.checkpointCompleted(number));
        takeWhatCame();
    }
}
