package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A place that misbehaves in every way that a {@link Simulation} knows, and remembers what it has taken. */
final class SimulatedReceiver {
    /** How it behaves for a while. */
    enum Mode {
        WELL,
        SLOW,
        SERVER_ERROR,
        REFUSES_ALL,
        UNREACHABLE,
        BLACK_HOLE,
        FORBIDDEN,
        THROTTLED,
        /** Answers nothing; the client ends the request at its deadline, or when the engine cancels it. */
        HANGS,
        /** The same, but the client does not end the request either. */
        HANGS_FOR_GOOD
    }

    /** The rows of an object that somebody else has written. */
    static final List<Long> FOREIGN = List.of(-1L);

    /** How long a client waits for an answer. */
    private static final long DEADLINE_MS = 30_000;

    /** What it answers while it refuses everything. */
    static final int REFUSES_ALL_STATUS = 400;
    /** A delay that never ends. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * What a receiver takes in one request.
     *
     * @param bytes it refuses larger requests, in bytes of JSON
     * @param resetBytes it resets the connection of larger requests
     * @param documents it is not ready with more by the deadline
     */
    record Takes(long bytes, long resetBytes, int documents) {
        static final Takes ALL = new Takes(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Whether it never takes a document, however it is sent, and never says that the content is at fault. */
    boolean neverTakes(long id, long bytes) {
        return silent.contains(id) || bytes > Math.min(takes.bytes(), takes.resetBytes());
    }

    /** Whether it leaves single documents without an answer, or fails on them. */
    boolean leavesSome() {
        return !silent.isEmpty() || !crashing.isEmpty() || !takes.equals(Takes.ALL);
    }

    /** Its answer, and when it comes; {@code accepted} are the indices of the documents that it has from now on. */
    record Answer(Outcome outcome, long delayMs, BitSet accepted) {}

    final boolean tellsDocumentsApart;
    /** Documents that it refuses for their content, and those that it fails on. */
    final Set<Long> poison = new HashSet<>();

    final Set<Long> crashing = new HashSet<>();
    /** Documents that it gives no answer to. */
    final Set<Long> silent = new HashSet<>();
    /** The documents of each object that it has written. */
    final List<List<Long>> objects = new ArrayList<>();
    /** What it takes in one request. */
    private final Takes takes;

    Mode mode = Mode.WELL;
    /** Documents that were refused in a way that shows which one it is. */
    final Set<Long> refusedAlone = new HashSet<>();
    /** The request since which a document has been refused, alone or with others, each time that it came. */
    final Map<Long, Long> refusedSince = new HashMap<>();

    /** How often a document was sent alone and got no answer in time, or was too large. */
    final Map<Long, Integer> failedAlone = new HashMap<>();
    /** Requests of several documents that were too large, while the receiver was well. */
    int tooLarge;
    /** The most bytes that it took in one request. */
    long largestTaken;

    /** The last request of which it took something; 0 for none. */
    long lastTaken;

    private long requests;

    private final SplittableRandom random;

    /**
     * Creates a place that is well.
     *
     * @param takes what it takes in one request
     */
    SimulatedReceiver(boolean tellsDocumentsApart, Takes takes, SplittableRandom random) {
        this.tellsDocumentsApart = tellsDocumentsApart;
        this.takes = takes;
        this.random = random;
    }

    /**
     * Answers a request.
     *
     * @param bucket where objects go, with its contents by name
     */
    Answer answer(Batch batch, Map<String, List<Long>> bucket) {
        requests++;
        int documents = batch.items().size();
        BitSet none = new BitSet();
        BitSet all = new BitSet();
        all.set(0, documents);
        long delay = random.nextInt(5) == 0 ? random.nextLong(2_000) : random.nextLong(30);
        Answer answer = switch (mode) {
            case WELL -> well(batch, bucket, all, delay);
            case SLOW -> well(batch, bucket, all, 2_000 + random.nextLong(8_000));
            case SERVER_ERROR -> new Answer(Outcome.tryAgain(500, "HTTP 500", null), delay, none);
            case REFUSES_ALL ->
                new Answer(Outcome.contentRefused(REFUSES_ALL_STATUS, "HTTP " + REFUSES_ALL_STATUS), delay, none);
            case UNREACHABLE -> new Answer(Outcome.unreached(503, "refused"), delay, none);
            case FORBIDDEN -> new Answer(Outcome.configurationBroken(401, "HTTP 401"), delay, none);
            case THROTTLED ->
                new Answer(Outcome.tryAgain(429, "HTTP 429", Duration.ofSeconds(random.nextLong(60))), delay, none);
            case BLACK_HOLE -> blackHole(batch, all, none);
            case HANGS -> new Answer(Outcome.unanswered(504, "deadline"), DEADLINE_MS, none);
            case HANGS_FOR_GOOD -> new Answer(Outcome.unanswered(504, "never"), NEVER, none);
        };
        boolean isLate = answer.delayMs > DEADLINE_MS;
        if (documents == 1 && (answer.outcome.isSilence() || answer.outcome.isTooLarge() || isLate)) {
            failedAlone.merge(batch.items().get(0).id(), 1, Integer::sum);
        }
        boolean isRefusal = answer.outcome.isServerError()
                || answer.outcome.verdict() == io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
        if (documents == 1 && isRefusal) {
            refusedAlone.add(batch.items().get(0).id());
        }
        for (Batch.Item item : batch.items()) {
            if (isRefusal) {
                refusedSince.putIfAbsent(item.id(), requests);
            } else {
                refusedSince.remove(item.id());
            }
        }
        if (!answer.accepted.isEmpty()) {
            lastTaken = requests;
            if (answer.outcome.verdict() == io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED) {
                largestTaken = Math.max(largestTaken, batch.jsonBytes());
            }
        }
        return answer;
    }

    private Answer blackHole(Batch batch, BitSet all, BitSet none) {
        // some answer beyond the deadline, and only after the caller has given them up
        long delay = random.nextInt(3) == 0 ? 36_000 + random.nextLong(600_000) : DEADLINE_MS;
        boolean taken = batch.object() == null && random.nextInt(4) == 0 && !hasBad(batch);
        return new Answer(
                taken && random.nextBoolean() ? Outcome.delivered(200) : Outcome.unanswered(504, "deadline"),
                delay,
                taken ? all : none);
    }

    private boolean hasBad(Batch batch) {
        return batch.items().stream().anyMatch(item -> poison.contains(item.id()) || crashing.contains(item.id()));
    }

    private Answer well(Batch batch, Map<String, List<Long>> bucket, BitSet all, long delay) {
        if (batch.object() != null) {
            return object(batch, batch.object(), bucket, all, delay);
        }
        Answer tooMuch = tooMuch(batch, delay);
        if (tooMuch != null) {
            tooLarge += batch.items().size() > 1 ? 1 : 0;
            return tooMuch;
        }
        if (batch.items().stream().anyMatch(item -> silent.contains(item.id()))) {
            return random.nextBoolean()
                    ? new Answer(Outcome.unanswered(504, "deadline"), DEADLINE_MS, new BitSet())
                    : new Answer(Outcome.unanswered(503, "reset"), delay, new BitSet());
        }
        if (tellsDocumentsApart) {
            return apart(batch, delay);
        }
        for (Batch.Item item : batch.items()) {
            if (poison.contains(item.id())) {
                return new Answer(Outcome.contentRefused(422, "HTTP 422"), delay, new BitSet());
            }
            if (crashing.contains(item.id())) {
                return new Answer(Outcome.tryAgain(500, "HTTP 500", null), delay, new BitSet());
            }
        }
        // sometimes the answer is lost on its way
        return random.nextInt(20) == 0
                ? new Answer(Outcome.unanswered(504, "lost"), DEADLINE_MS, all)
                : new Answer(Outcome.delivered(200), delay, all);
    }

    private @Nullable Answer tooMuch(Batch batch, long delay) {
        if (batch.jsonBytes() > takes.resetBytes()) {
            return new Answer(Outcome.unanswered(503, "reset"), delay, new BitSet());
        }
        if (batch.jsonBytes() > takes.bytes()) {
            return new Answer(Outcome.contentRefused(413, "HTTP 413"), delay, new BitSet());
        }
        return batch.items().size() > takes.documents()
                ? new Answer(Outcome.unanswered(504, "deadline"), DEADLINE_MS, new BitSet())
                : null;
    }

    private Answer object(
            Batch batch, Batch.NamedObject object, Map<String, List<Long>> bucket, BitSet all, long delay) {
        List<Long> ids = batch.items().stream().map(Batch.Item::id).toList();
        List<Long> there = bucket.get(object.name());
        if (there != null) {
            return object.isFirstAttempt()
                    ? new Answer(Outcome.nameTaken(412, "HTTP 412"), delay, new BitSet())
                    : new Answer(Outcome.delivered(412), delay, all);
        }
        bucket.put(object.name(), ids);
        objects.add(ids);
        return random.nextInt(10) == 0
                ? new Answer(Outcome.unanswered(504, "lost"), DEADLINE_MS, all)
                : new Answer(Outcome.delivered(200), delay, all);
    }

    private Answer apart(Batch batch, long delay) {
        int documents = batch.items().size();
        BitSet accepted = new BitSet();
        BitSet refused = new BitSet();
        for (int i = 0; i < documents; i++) {
            if (poison.contains(batch.items().get(i).id())) {
                refused.set(i);
            } else if (random.nextInt(8) > 0) {
                accepted.set(i);
            }
        }
        if (accepted.isEmpty()) {
            return refused.isEmpty()
                    ? new Answer(Outcome.tryAgain(429, "throttled", null), delay, accepted)
                    : new Answer(Outcome.contentRefused(400, "HTTP 400"), delay, accepted);
        }
        if (accepted.cardinality() == documents) {
            return new Answer(Outcome.delivered(200), delay, accepted);
        }
        for (int i = refused.nextSetBit(0); i >= 0; i = refused.nextSetBit(i + 1)) {
            refusedAlone.add(batch.items().get(i).id());
        }
        return new Answer(
                Outcome.partly(200, new Outcome.Parts(accepted, refused), documents, "in part", null), delay, accepted);
    }
}
