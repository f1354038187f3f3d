package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.SimulatedReceiver.Mode;
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
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A life of the engine, made of a seed: documents come, receivers misbehave, customers pause, replay, change and delete
 * their streams, the process crashes and comes back from its last checkpoint in another number of parts. A
 * {@link Ledger} knows for each stream what has to arrive, and in which order.
 *
 * <p>Virtual time, one thread: the same seed gives the same life.
 */
final class Simulation {
    static final Duration RETENTION = Duration.ofHours(3);
    private static final int MOST_REQUESTS = 12;
    /** Few enough that lanes wait for their turn. */
    private static final int REQUESTS_PER_SECOND = 20;
    /** {@code -Dsimulation.trace=true} prints all requests. */
    private static final boolean TRACE = Boolean.getBoolean("simulation.trace");

    private record Pending(long time, long order, int incarnation, Request request, Outcome outcome) {}

    /** A checkpoint that is not complete yet; {@code ops} are those before it that the last complete one has not. */
    private record Taken(long number, Stores stores, Map<String, DataStream> streams, int ops) {}

    private interface Op {
        void apply();
    }

    private final SplittableRandom random;
    private final List<World> worlds = new ArrayList<>();
    private final Map<String, DataStream> streams = new LinkedHashMap<>();
    private final Map<String, SimulatedReceiver> receivers = new HashMap<>();
    private final Map<String, Limits> limits = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final Ledger ledger = new Ledger();
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::time).thenComparingLong(Pending::order));
    private final int organisations;
    private final DeliverOptions options;
    /** Names of streams that are gone; another one may get them. */
    private final List<String> free = new ArrayList<>();

    private long now = World.START;
    private long order;
    private long lastId;
    private int incarnation;
    private int streamsMade;
    private int made;
    private int replays;

    // the last complete checkpoint, and what the sources give again after it
    private Stores checkpoint = new Stores();
    private Map<String, DataStream> checkpointStreams = Map.of();
    private final List<Op> sinceCheckpoint = new ArrayList<>();
    private long checkpoints;
    private @Nullable Taken taken;

    Simulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.organisations = 1 + random.nextInt(5);
        this.options = options(random.nextBoolean() ? 2 << 10 : 64 << 10);
        begin(checkpoint, 1);
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
                10_000,
                d.backoffInitial(),
                d.backoffMax(),
                3,
                // a life has hours: no need to look at every second of them
                Duration.ofSeconds(20),
                d.expiryNotice(),
                600,
                120,
                Duration.ofHours(1),
                4 << 10,
                tailBytes);
    }

    /** Lives through so many steps, then lets everybody get well, and looks whether anything is missing. */
    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            step();
        }
        recover();
        worlds.forEach(World::close);
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            int documents = 1 + random.nextInt(6);
            for (int i = 0; i < documents; i++) {
                document();
            }
        } else if (dice < 65) {
            pass(random.nextInt(12) == 0 ? random.nextLong(7_200_000) : random.nextLong(4_000));
        } else if (dice < 72) {
            newStream();
        } else if (dice < 80) {
            changeMode();
        } else if (dice < 88) {
            changeStream();
        } else if (dice < 96) {
            checkpoint();
        } else {
            crash();
        }
    }

    // ---- what happens

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void document() {
        long organisation = 1 + random.nextLong(organisations);
        RecordKind kind = random.nextInt(3) == 0 ? RecordKind.USAGE : RecordKind.EVENT;
        int type = kind == RecordKind.USAGE ? Document.NO_EVENT_TYPE : random.nextInt(3);
        int sim = random.nextInt(5);
        long id = ++lastId;
        for (SimulatedReceiver receiver : receivers.values()) {
            int bad = random.nextInt(60);
            if (bad == 0) {
                receiver.poison.add(id);
            } else if (bad == 1 && !receiver.tellsDocumentsApart) {
                receiver.crashing.add(id);
            }
        }
        long time = now;
        ledger.document(organisation, kind, type, id, sim, time);
        perform(() -> world(organisation).append(organisation, kind, type, id, sim == 0 ? "" : "sim-" + sim, time));
    }

    private void newStream() {
        if (streams.size() == 6) {
            return;
        }
        String id = free.isEmpty() || random.nextBoolean() ? "s" + streamsMade++ : free.remove(0);
        // objects of one that is gone are there for ever: their names are not those of another
        int shape = id.equals("s" + (streamsMade - 1)) ? random.nextInt(6) : random.nextInt(3);
        limits.put(
                id,
                switch (shape) {
                    case 0 -> new Limits(1, 10_000, Duration.ZERO, 1);
                    case 1 -> new Limits(1, 10_000, Duration.ZERO, 1 + random.nextInt(5));
                    case 2 -> new Limits(2 + random.nextInt(20), 10_000, Duration.ZERO, 1, true);
                    case 3 -> new Limits(2 + random.nextInt(20), 10_000, Duration.ofSeconds(1 + random.nextInt(20)), 1);
                    default -> new Limits(2 + random.nextInt(20), 30 + random.nextInt(300), Duration.ZERO, 1);
                });
        if (shape == 3) {
            named.add(id);
        }
        receivers.put(id, new SimulatedReceiver(shape == 2, random.split()));
        long organisation = 1 + random.nextLong(organisations);
        StreamType type = one(List.of(StreamType.values()));
        boolean historic = random.nextInt(3) == 0;
        DataStream stream = new DataStream(
                id,
                organisation,
                "the " + ++made + "th",
                type,
                shape < 2 ? ApiType.REST_API : ApiType.REST_API_BULK,
                new Settings(Map.of()),
                historic,
                DataStream.State.RUNNING,
                Instant.ofEpochMilli(now),
                random.nextInt(4) == 0 ? Set.of(0, 1) : null,
                null);
        ledger.streamMade(
                stream,
                limits.get(id).window() > 1 || limits.get(id).oneOfEachSim(),
                historic ? 0 : now - options.startSlack().toMillis());
        put(stream);
    }

    private void changeMode() {
        if (!receivers.isEmpty()) {
            String id = one(List.copyOf(receivers.keySet()));
            mode(id, one(List.of(Mode.values())));
        }
    }

    private void mode(String id, Mode mode) {
        SimulatedReceiver receiver = receiver(id);
        // an object's place does not speak of documents
        boolean speaksOfContent = mode == Mode.REFUSES_ALL;
        receiver.mode = named.contains(id) && speaksOfContent ? Mode.UNREACHABLE : mode;
        if (random.nextInt(4) == 0) {
            receiver.objects.put("at-" + (now / 1_000 + random.nextInt(3)), List.of(-1L));
        }
    }

    private void changeStream() {
        if (streams.isEmpty()) {
            return;
        }
        DataStream s = one(List.copyOf(streams.values()));
        switch (random.nextInt(6)) {
            case 0, 1 -> put(changed(s, DataStream.State.PAUSED, s.settings(), s.eventTypes(), s.replay()));
            case 2, 3 -> put(changed(s, DataStream.State.RUNNING, s.settings(), s.eventTypes(), s.replay()));
            case 4 -> {
                boolean filter = random.nextBoolean();
                Settings settings = filter ? s.settings() : new Settings(Map.of("key", "" + random.nextInt()));
                Set<Integer> types = filter ? Set.of(random.nextInt(3), 3) : s.eventTypes();
                ledger.filterChanged(s.id(), types);
                put(changed(s, s.state(), settings, types, s.replay()));
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    streams.remove(s.id());
                    receivers.remove(s.id());
                    if (!named.contains(s.id())) {
                        free.add(s.id());
                    }
                    ledger.streamGone(s.id());
                    perform(() -> world(s.organisationId()).remove(s.id()));
                } else {
                    Instant from = Instant.ofEpochMilli(now - random.nextLong(3_600_000));
                    DataStream.Replay replay = new DataStream.Replay(from, "r" + replays++);
                    ledger.replayed(s.id(), replay, options.startSlack().toMillis());
                    put(changed(s, s.state(), s.settings(), s.eventTypes(), replay));
                }
            }
        }
    }

    private static DataStream changed(
            DataStream s,
            DataStream.State state,
            Settings settings,
            @Nullable Set<Integer> types,
            DataStream.@Nullable Replay replay) {
        return new DataStream(
                s.id(),
                s.organisationId(),
                s.name(),
                s.streamType(),
                s.apiType(),
                settings,
                s.historic(),
                state,
                s.createdAt(),
                types,
                replay);
    }

    private void put(DataStream stream) {
        streams.put(stream.id(), stream);
        perform(() -> {
            ledger.told(stream);
            world(stream.organisationId()).configure(stream);
        });
    }

    private void perform(Op op) {
        sinceCheckpoint.add(op);
        op.apply();
        takeRequests();
    }

    /** Takes a snapshot, which is complete at once, later or never; or completes the one that was taken. */
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
                // something happens before it is complete
            }
        }
    }

    private void complete(Taken done) {
        taken = null;
        checkpoint = done.stores();
        checkpointStreams = done.streams();
        sinceCheckpoint.subList(0, done.ops()).clear();
        worlds.forEach(world -> world.checkpointCompleted(done.number()));
        takeRequests();
    }

    private void crash() {
        taken = null;
        worlds.forEach(World::close);
        begin(checkpoint, 1 + random.nextInt(3));
        // the streams are as they were then, until the sources have told again what came after
        ledger.isBack(checkpointStreams, true);
        checkpointStreams
                .values()
                .forEach(stream -> world(stream.organisationId()).configure(stream));
        takeRequests();
        for (Op op : List.copyOf(sinceCheckpoint)) {
            op.apply();
            takeRequests();
        }
        ledger.isBack(checkpointStreams, false);
    }

    private void begin(Stores stores, int parts) {
        worlds.clear();
        incarnation++;
        for (int part = 0; part < parts; part++) {
            int index = part;
            World world = new World(
                    options,
                    stores.part(key -> Long.parseLong(key.substring(0, key.indexOf('/'))) % parts == index),
                    now,
                    random.nextLong());
            world.limitsBy(stream -> limits.get(stream.id()));
            world.namesBy(stream -> named.contains(stream.id()) ? World.NAMES : null);
            world.leaveOpen();
            worlds.add(world);
        }
    }

    private World world(long organisation) {
        return worlds.get((int) (organisation % worlds.size()));
    }

    private SimulatedReceiver receiver(String streamId) {
        // what goes to a stream that is gone meanwhile comes back unanswered
        return receivers.computeIfAbsent(streamId, id -> {
            SimulatedReceiver gone = new SimulatedReceiver(false, random.split());
            gone.mode = Mode.UNREACHABLE;
            return gone;
        });
    }

    // ---- time

    private void pass(long millis) {
        long end = now + millis;
        while (true) {
            long next = pending.isEmpty() ? Long.MAX_VALUE : pending.peek().time();
            for (World world : worlds) {
                next = Math.min(next, world.nextTime());
            }
            if (next > end) {
                break;
            }
            moveTo(Math.max(now, next));
        }
        moveTo(end);
    }

    private void moveTo(long time) {
        Duration step = Duration.ofMillis(time - now);
        now = time;
        worlds.forEach(world -> world.pass(step));
        takeRequests();
        while (!pending.isEmpty() && pending.peek().time() <= now) {
            Pending due = pending.remove();
            due.request().whenDone().accept(due.outcome());
            worlds.forEach(World::run);
            takeRequests();
        }
    }

    private void trace(Supplier<String> text) {
        if (TRACE) {
            System.out.println(now - World.START + " " + text.get());
        }
    }

    private void takeRequests() {
        for (World world : worlds) {
            while (!world.open.isEmpty()) {
                Request request = world.open.removeFirst();
                DataStream stream = streams.get(request.streamId());
                if (stream != null && stream.state() == DataStream.State.PAUSED && !ledger.isBack()) {
                    throw new AssertionError(stream.id() + " sends " + request.ids() + " while it is paused");
                }
                Batch batch = request.batch();
                SimulatedReceiver receiver = receiver(request.streamId());
                SimulatedReceiver.Answer answer = receiver.answer(batch);
                trace(() -> request.streamId() + " " + request.ids() + " " + batch.object() + " -> " + answer);
                answer.accepted().stream()
                        .forEach(i -> ledger.received(
                                request.streamId(), batch.items().get(i).id(), receiver, now));
                if (batch.object() != null && !answer.accepted().isEmpty()) {
                    ledger.objectIs(request.streamId(), batch, receiver, now);
                }
                pending.add(new Pending(now + answer.delayMs(), order++, incarnation, request, answer.outcome()));
            }
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

    /** Some receivers stay as they are for good: they must not keep anything from the others. */
    private void recover() {
        Set<String> ill = new HashSet<>();
        for (DataStream stream : List.copyOf(streams.values())) {
            boolean staysIll = random.nextInt(4) == 0 && receiver(stream.id()).mode != Mode.SLOW;
            if (staysIll && receiver(stream.id()).mode != Mode.WELL) {
                ill.add(stream.id());
            } else {
                mode(stream.id(), Mode.WELL);
            }
            put(changed(stream, DataStream.State.RUNNING, stream.settings(), stream.eventTypes(), stream.replay()));
        }
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(5).toMillis());
            // objects wait for checkpoints; what is beside a refused document shows that it is at fault
            for (long organisation = 1; organisation <= organisations; organisation++) {
                for (int type = 0; type < 3; type++) {
                    beside(organisation, RecordKind.EVENT, type);
                }
                beside(organisation, RecordKind.USAGE, Document.NO_EVENT_TYPE);
            }
            checkpointAlways();
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
                    ledger.checkComplete(id, now);
                } catch (AssertionError e) {
                    throw new AssertionError(e.getMessage() + "; " + describe(id), e);
                }
            }
        }
    }

    private boolean hasMoreToFix(String id) {
        DataStream stream = streams.get(id);
        StreamLanes lanes = stream == null ? null : world(stream.organisationId()).engine().stream(id);
        return lanes != null && lanes.lanes().stream().anyMatch(lane -> lane.phase() == Phase.FIXING);
    }

    private String describe(String id) {
        DataStream stream = streams.get(id);
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

    private void beside(long organisation, RecordKind kind, int type) {
        long id = ++lastId;
        long time = now;
        ledger.document(organisation, kind, type, id, 1, time);
        perform(() -> world(organisation).append(organisation, kind, type, id, "sim-1", time));
    }

    private void checkpointAlways() {
        long number = ++checkpoints;
        for (World world : worlds) {
            world.snapshot();
            world.engine().snapshotTaken(number);
        }
        worlds.forEach(world -> world.checkpointCompleted(number));
        takeRequests();
    }
}
