package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StreamConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what each stream of a {@link Simulation} has to get, and what it got. Throws as soon as a promise is broken.
 */
final class Ledger {
    private static final int TOO_LARGE = 413;
    private static final long RETENTION_MS = Simulation.RETENTION.toMillis();
    /** A receiver that is well has everything that came this long ago. */
    private static final long LONG_AGO_MS = 1_000_000;

    /** A document, and the bounds of its journal time: a clock that is set back holds journals back. */
    static final class Doc {
        final int index;
        final long organisation;
        final RecordKind kind;
        final int type;
        final long id;
        final int sim;
        /** Length of its JSON. */
        final int bytes;
        /** Documents of its organisation and kind before it. */
        final int number;
        /** Null if its contents do not matter. */
        final @Nullable Contents says;

        private final long came;
        long earliest;
        long latest;
        private boolean isErased;

        private Doc(
                int index,
                long organisation,
                RecordKind kind,
                int type,
                long id,
                int sim,
                int bytes,
                int number,
                @Nullable Contents says,
                long came) {
            this.index = index;
            this.organisation = organisation;
            this.kind = kind;
            this.type = type;
            this.id = id;
            this.sim = sim;
            this.bytes = bytes;
            this.number = number;
            this.says = says;
            this.came = came;
            this.earliest = Long.MAX_VALUE;
        }
    }

    /** What is known of one life of a stream. */
    static final class Account {
        final StreamConfiguration stream;
        private final boolean bySim;
        private final boolean single;
        private final int start;
        private final Set<Long> received = new HashSet<>();
        private final Set<Long> rejected = new HashSet<>();
        private final Set<Long> excused = new HashSet<>();
        /** Documents that were ever received or rejected, in replays or not. */
        final Set<Long> everReceived = new HashSet<>();

        final Set<Long> everRejected = new HashSet<>();
        /**
         * Documents that were ever taken for a stream of this name, also before the job was told again what it is now.
         */
        final Set<Long> everTaken = new HashSet<>();
        /** Whether it ever had a filter. */
        boolean everFiltered;
        /** The earliest second in names of its objects, since its bucket has changed. */
        private long namesFrom = Long.MIN_VALUE;

        private Filters filters;
        private StreamConfiguration.@Nullable Replay replay;
        private long earliest;
        private boolean mayRepeat;
        /** How often counting has begun anew: counts from before cannot be compared with those of now. */
        int spans;

        private Account(StreamConfiguration stream, boolean bySim, boolean single, int start, long earliest) {
            this.stream = stream;
            this.bySim = bySim;
            this.single = single;
            this.start = start;
            this.filters = stream.filters();
            this.everFiltered = !filters.equals(Filters.NONE);
            this.earliest = earliest;
        }

        /** Whether it is this stream, not an earlier one of the same id, since its last replay. */
        private boolean isSame(StreamConfiguration other) {
            return stream.name().equals(other.name()) && Objects.equals(replay, other.replay());
        }

        private boolean carries(Doc doc) {
            return stream.kinds().contains(doc.kind) && passes(doc);
        }

        boolean passes(Doc doc) {
            Set<Integer> types = filters.eventTypes();
            return (types == null || doc.type < 0 || types.contains(doc.type))
                    && (doc.says == null || doc.says.pass(filters, doc.sim));
        }
    }

    private final LifeClock clock;
    private final List<Doc> documents = new ArrayList<>();
    private final Map<Long, Doc> byId = new HashMap<>();
    private final Map<String, List<Doc>> byJournal = new HashMap<>();
    private final Map<Long, Long> lastTimes = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    /** The documents that were first sent under a name of a bucket. */
    private final Map<String, List<Long>> objects = new HashMap<>();
    /** Streams that were another one, or not replayed yet, at the checkpoint from which the job continues. */
    private final Set<String> old = new HashSet<>();

    private boolean isBack;

    Ledger(LifeClock clock) {
        this.clock = clock;
    }

    // ---- documents

    void document(long organisation, RecordKind kind, int type, long id, int sim, int bytes, @Nullable Contents says) {
        List<Doc> journal = journal(organisation, kind);
        Doc doc =
                new Doc(documents.size(), organisation, kind, type, id, sim, bytes, journal.size(), says, clock.time());
        documents.add(doc);
        journal.add(doc);
        byId.put(id, doc);
        for (Account account : accounts.values()) {
            if (!account.carries(doc)) {
                account.excused.add(id);
            }
        }
    }

    /** A document is appended, perhaps again after a crash. */
    void appended(long id, long sourceTime) {
        Doc doc = doc(id);
        long time = Math.min(sourceTime, clock.wall());
        doc.earliest = Math.min(doc.earliest, time);
        doc.latest = Math.max(doc.latest, lastTimes.merge(doc.organisation, time, Math::max));
    }

    /** The documents of an organisation and a kind, in order. */
    List<Doc> journal(long organisation, RecordKind kind) {
        return byJournal.computeIfAbsent(organisation + "/" + kind, any -> new ArrayList<>());
    }

    private Doc doc(long id) {
        return Objects.requireNonNull(byId.get(id));
    }

    /** The journal of an organisation is erased: nothing that it held is owed any more. */
    void erased(long organisation) {
        for (Doc doc : documents) {
            doc.isErased |= doc.organisation == organisation;
        }
    }

    /** Whether a document may have left the history. */
    boolean mayHaveExpired(Doc doc) {
        return doc.isErased || doc.earliest < clock.latestWall() - RETENTION_MS;
    }

    // ---- streams

    /**
     * The job continues from a checkpoint with these streams. Until it is told again what came after that, it knows
     * nothing of later changes.
     */
    void isBack(Map<String, StreamConfiguration> streamsThen, boolean begins) {
        old.clear();
        if (begins) {
            accounts.forEach((id, account) -> {
                StreamConfiguration then = streamsThen.get(id);
                if (then == null || !account.isSame(then)) {
                    old.add(id);
                }
            });
        }
        accounts.values().forEach(account -> account.spans++);
        isBack = begins;
    }

    /** Whether the job has not yet been told again everything that came after its checkpoint. */
    boolean isBack() {
        return isBack;
    }

    /** The job is told of a stream, perhaps again. */
    void told(StreamConfiguration stream) {
        Account account = accounts.get(stream.id());
        if (account != null && account.isSame(stream)) {
            old.remove(stream.id());
        }
    }

    /** What is known of a stream that exists. */
    Account account(String streamId) {
        return Objects.requireNonNull(accounts.get(streamId));
    }

    /** A stream begins, without anything of an earlier one of the same name. */
    void streamMade(StreamConfiguration stream, boolean bySim, boolean single, long earliest) {
        Account account = new Account(stream, bySim, single, stream.historic() ? 0 : documents.size(), earliest);
        accounts.put(stream.id(), account);
        for (Doc doc : documents) {
            if (!account.carries(doc)) {
                account.excused.add(doc.id);
            }
        }
    }

    void streamGone(String id) {
        accounts.remove(id);
    }

    /** Documents that were not sent under one filter and do not pass another need not arrive. */
    void filterChanged(String id, Filters filters) {
        Account account = account(id);
        account.filters = filters;
        account.everFiltered = true;
        for (Doc doc : documents) {
            if (!account.passes(doc)) {
                account.excused.add(doc.id);
            }
        }
        account.mayRepeat = true;
        account.spans++;
    }

    /** What is delivered from now on goes to another bucket, or to the same one in another way. */
    void settingsChanged(String id) {
        Account account = account(id);
        account.mayRepeat = true;
        account.namesFrom = clock.wall() / 1_000;
    }

    /** Somebody has set the clock. */
    void clockSet(long forwardMs) {
        for (Account account : accounts.values()) {
            if (forwardMs < 0 && account.namesFrom != Long.MIN_VALUE) {
                account.namesFrom += forwardMs / 1_000;
            }
        }
    }

    /** Documents older than the replay's start minus the slack need not arrive; the others must arrive again. */
    void replayed(String id, StreamConfiguration.Replay replay, long slackMs) {
        Account account = account(id);
        account.replay = replay;
        long from = replay.from().toEpochMilli();
        for (Doc doc : documents) {
            if (doc.earliest < from - slackMs) {
                account.excused.add(doc.id);
            } else if (doc.earliest >= from && account.passes(doc)) {
                account.received.remove(doc.id);
                account.rejected.remove(doc.id);
            }
        }
        account.earliest = Math.min(account.earliest, from - slackMs);
        account.mayRepeat = true;
        account.spans++;
    }

    // ---- what comes of them

    /**
     * A document was taken.
     *
     * @param inObject whether as a row of an object: such a row is sent as a checkpoint has it, even if it has expired
     *     since
     */
    void received(String streamId, long id, SimulatedReceiver receiver, boolean inObject) {
        Account account = accounts.get(streamId);
        if (account != null) {
            account.everTaken.add(id);
        }
        if (account == null || old.contains(streamId)) {
            return;
        }
        Doc doc = doc(id);
        if (doc.organisation != account.stream.organisationId()) {
            throw new AssertionError(streamId + " got document " + id + " of another organisation");
        }
        if (!inObject && doc.latest < clock.wallWhenRead() - RETENTION_MS) {
            throw new AssertionError(streamId + " got document " + id
                    + ", which has left the history: its time was at most " + doc.latest + ", it is " + clock.wall());
        }
        if (!isBack && !account.carries(doc)) {
            throw new AssertionError(streamId + " got document " + id + ", which does not pass its filter");
        }
        // too early is safe if nobody can tell when that was
        boolean isTooEarly = doc.index < account.start && doc.latest < account.earliest;
        if (!isBack && isTooEarly && !clock.wasSetBack()) {
            throw new AssertionError(streamId + " got document " + id + ", which is older than its start");
        }
        if (account.rejected.contains(id) && !account.mayRepeat) {
            // a crash between the two may bring it again; it is refused again then
            account.rejected.remove(id);
        }
        account.everReceived.add(id);
        if (account.received.add(id)) {
            Set<Integer> waitingSims = new HashSet<>();
            for (int i = 0; i < doc.index; i++) {
                Doc earlier = documents.get(i);
                boolean isBefore = earlier.organisation == doc.organisation
                        && earlier.kind == doc.kind
                        && (!account.bySim || earlier.sim == doc.sim);
                // the job does not know what was taken without an answer
                boolean mayBePassed = isBefore && mayBePassed(earlier, doc, account, receiver, waitingSims);
                if (i >= account.start && isBefore && isDue(account, earlier) && !mayBePassed) {
                    throw new AssertionError(streamId + " got document " + id + " of SIM " + doc.sim + " before "
                            + earlier.id + " of SIM " + earlier.sim);
                }
            }
        }
    }

    /**
     * Whether a later document may overtake one that was refused when it was sent alone, or left without an answer.
     * Others may be sent to find out whose fault that is, while its SIM waits with it. Those of its SIM may pass it
     * only in bulk, and after a second failure.
     */
    private static boolean mayBePassed(
            Doc earlier, Doc doc, Account account, SimulatedReceiver receiver, Set<Integer> waitingSims) {
        boolean sameSim = earlier.sim == doc.sim && doc.sim != 0;
        boolean isRefused = receiver.refusedAlone.contains(earlier.id);
        int failures = receiver.failedAlone.getOrDefault(earlier.id, 0);
        if (failures > 0 || isRefused) {
            waitingSims.add(earlier.sim);
        }
        if (isRefused || failures >= (sameSim ? 2 : 1)) {
            return isRefused || !sameSim || !account.single;
        }
        return !sameSim && waitingSims.contains(earlier.sim);
    }

    private boolean isDue(Account account, Doc doc) {
        return !account.received.contains(doc.id)
                && !account.rejected.contains(doc.id)
                && !account.excused.contains(doc.id)
                && !mayHaveExpired(doc);
    }

    void rejected(Rejected rejected, SimulatedReceiver receiver) {
        String text = rejected.reason();
        long id = Long.parseLong(text.substring("document ".length(), text.indexOf(':')));
        if (rejected.remoteStatus() == TOO_LARGE && receiver.largestTaken < doc(id).bytes) {
            throw new AssertionError(rejected.streamId() + ": document " + id
                    + " was given up as too large although no larger one was taken");
        }
        // it may have been mended in the middle of a run in which the receiver refused everything
        if (receiver.silent.contains(id) && rejected.remoteStatus() != SimulatedReceiver.REFUSES_ALL_STATUS) {
            throw new AssertionError(rejected.streamId() + ": document " + id + " was given up within hours");
        }
        boolean isAtFault = receiver.poison.contains(id) || receiver.crashing.contains(id);
        if (!isAtFault && rejected.remoteStatus() != TOO_LARGE) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up and nothing is wrong with it");
        }
        if (!receiver.refusedAlone.contains(id)) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up but never refused alone");
        }
        if (receiver.lastTaken == 0) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up by one that takes nothing");
        }
        Long since = receiver.refusedSince.get(id);
        // if nothing follows, one that was taken just before it is enough; its other lane may have sent between them
        if (!receiver.tellsDocumentsApart && (since == null || receiver.lastTaken < since - 2)) {
            throw new AssertionError(rejected.streamId() + ": document " + id
                    + " was given up although nothing was taken since it was refused");
        }
        if (!receiver.tellsDocumentsApart && rejected.remoteStatus() < 400) {
            throw new AssertionError(rejected.streamId() + ": document " + id + " was given up for a status of "
                    + rejected.remoteStatus());
        }
        Account account = accounts.get(String.valueOf(rejected.streamId()));
        if (account != null) {
            account.rejected.add(id);
            account.everRejected.add(id);
        }
    }

    // ---- objects

    /**
     * A batch is sent to become an object: a name stands for the same rows for ever, except those that expire
     * meanwhile.
     */
    void objectSent(String streamId, String bucket, Batch batch) {
        Batch.NamedObject object = Objects.requireNonNull(batch.object());
        String name = bucket + "/" + object.name();
        List<Long> ids = ids(batch);
        List<Long> before = objects.putIfAbsent(name, ids);
        if (before != null && !isLeftOf(ids, before)) {
            throw new AssertionError(streamId + ": " + name + " was " + before + " and shall be " + ids);
        }
        Account account = accounts.get(streamId);
        long second = Long.parseLong(object.name().substring(object.name().lastIndexOf('-') + 1));
        if (account != null && !isBack && second < account.namesFrom) {
            throw new AssertionError(streamId + ": " + name + " was given for another bucket");
        }
    }

    private static List<Long> ids(Batch batch) {
        return batch.items().stream().map(Batch.Item::id).toList();
    }

    /** Whether these are all that were there before, except those that have expired. */
    private boolean isLeftOf(List<Long> ids, List<Long> before) {
        Set<Long> left = new HashSet<>(ids);
        return before.containsAll(ids) && before.stream().allMatch(id -> left.contains(id) || mayHaveExpired(doc(id)));
    }

    /** A batch has become an object, or was one already; an object contains no rows of another one. */
    void objectIs(String streamId, Batch batch, SimulatedReceiver receiver, List<Long> there) {
        Account account = accounts.get(streamId);
        if (account == null || account.mayRepeat) {
            return;
        }
        if (SimulatedReceiver.FOREIGN.equals(there)) {
            // somebody else wrote it between two of our attempts: nobody could tell
            account.excused.addAll(ids(batch));
            return;
        }
        Set<Long> seen = new HashSet<>();
        for (List<Long> object : receiver.objects) {
            for (long id : object) {
                if (!seen.add(id)) {
                    throw new AssertionError(streamId + ": document " + id + " is in two objects");
                }
            }
        }
        if (!isLeftOf(ids(batch), there)) {
            throw new AssertionError(streamId + ": an object was " + there + " and shall be " + ids(batch));
        }
    }

    // ---- the end

    /** A receiver that was well for a long time has got everything that it may have. */
    void checkComplete(String streamId, SimulatedReceiver receiver) {
        String missing = missing(streamId, receiver);
        if (missing != null) {
            throw new AssertionError(streamId + " never got " + missing);
        }
    }

    /** Something that a receiver that was well for a long time has not got; null if it has everything. */
    @Nullable
    String missing(String streamId, SimulatedReceiver receiver) {
        Account account = account(streamId);
        Set<String> waitingSims = new HashSet<>();
        for (int i = 0; i < documents.size(); i++) {
            Doc doc = documents.get(i);
            if (doc.organisation != account.stream.organisationId()) {
                continue;
            }
            String sim = doc.kind + "/" + doc.sim;
            if (receiver.neverTakes(doc.id, doc.bytes)) {
                if (account.single && doc.sim != 0) {
                    waitingSims.add(sim);
                }
            } else if (i >= account.start
                    && doc.came < clock.time() - LONG_AGO_MS
                    && !waitingSims.contains(sim)
                    && isDue(account, doc)) {
                return "document " + doc.id + " of " + sim + " with " + doc.bytes + " bytes that came at " + doc.came;
            }
        }
        return null;
    }
}
