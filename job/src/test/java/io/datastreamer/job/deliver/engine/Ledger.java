package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Batch;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each stream of a {@link Simulation} has to get, and what it got. Throws as soon as a promise is broken. */
final class Ledger {
    private record Doc(int index, long organisation, RecordKind kind, int type, long id, int sim, long time) {}

    private static final class Account {
        private final DataStream stream;
        private final boolean bySim;
        private final int start;
        private final Set<Long> received = new HashSet<>();
        private final Set<Long> rejected = new HashSet<>();
        private final Set<Long> excused = new HashSet<>();
        private @Nullable Set<Integer> filter;
        private DataStream.@Nullable Replay replay;
        private long earliest;
        private boolean mayRepeat;

        private Account(DataStream stream, boolean bySim, int start, long earliest) {
            this.stream = stream;
            this.bySim = bySim;
            this.start = start;
            this.filter = stream.eventTypes();
            this.earliest = earliest;
        }

        /** Whether it is this stream, and not one of the same id before it, since its last replay. */
        private boolean isSame(DataStream other) {
            return stream.name().equals(other.name()) && Objects.equals(replay, other.replay());
        }

        private boolean carries(Doc doc) {
            return stream.kinds().contains(doc.kind) && passes(doc);
        }

        private boolean passes(Doc doc) {
            return filter == null || doc.type < 0 || filter.contains(doc.type);
        }
    }

    /** What has been read in time may be sent a little later. */
    private static final long AT_HAND_MS = 60_000;

    private final List<Doc> documents = new ArrayList<>();
    private final Map<Long, Doc> byId = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    /** Streams that were another one, or not replayed yet, at the checkpoint from which the job goes on. */
    private final Set<String> old = new HashSet<>();

    private boolean isBack;

    void document(long organisation, RecordKind kind, int type, long id, int sim, long time) {
        Doc doc = new Doc(documents.size(), organisation, kind, type, id, sim, time);
        documents.add(doc);
        byId.put(id, doc);
        for (Account account : accounts.values()) {
            if (!account.carries(doc)) {
                account.excused.add(id);
            }
        }
    }

    /**
     * The job goes on from a checkpoint, in which the streams were these: until it is told again what came after that,
     * it knows nothing of later changes.
     */
    void isBack(Map<String, DataStream> streamsThen, boolean begins) {
        old.clear();
        if (begins) {
            accounts.forEach((id, account) -> {
                DataStream then = streamsThen.get(id);
                if (then == null || !account.isSame(then)) {
                    old.add(id);
                }
            });
        }
        isBack = begins;
    }

    /** Whether the job has not been told again yet of all that came after its checkpoint. */
    boolean isBack() {
        return isBack;
    }

    /** The job is told of a stream, perhaps once more. */
    void told(DataStream stream) {
        Account account = accounts.get(stream.id());
        if (account != null && account.isSame(stream)) {
            old.remove(stream.id());
        }
    }

    private Account account(String streamId) {
        return Objects.requireNonNull(accounts.get(streamId));
    }

    /** A stream begins, with nothing of one of the same name that was there before. */
    void streamMade(DataStream stream, boolean bySim, long earliest) {
        Account account = new Account(stream, bySim, stream.historic() ? 0 : documents.size(), earliest);
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

    /** What was not sent under one filter and does not pass another need not arrive. */
    void filterChanged(String id, @Nullable Set<Integer> types) {
        Account account = account(id);
        account.filter = types;
        for (Doc doc : documents) {
            if (!account.passes(doc)) {
                account.excused.add(doc.id);
            }
        }
        account.mayRepeat = true;
    }

    /** What is older than the replay's start, less the slack, need not arrive; the rest has to arrive again. */
    void replayed(String id, DataStream.Replay replay, long slackMs) {
        Account account = account(id);
        account.replay = replay;
        long from = replay.from().toEpochMilli();
        for (Doc doc : documents) {
            if (doc.time < from - slackMs) {
                account.excused.add(doc.id);
            } else if (doc.time >= from && account.passes(doc)) {
                account.received.remove(doc.id);
                account.rejected.remove(doc.id);
            }
        }
        account.earliest = Math.min(account.earliest, from - slackMs);
        account.mayRepeat = true;
    }

    void received(String streamId, long id, SimulatedReceiver receiver, long now) {
        Account account = accounts.get(streamId);
        if (account == null || old.contains(streamId)) {
            return;
        }
        Doc doc = Objects.requireNonNull(byId.get(id));
        if (doc.organisation != account.stream.organisationId()) {
            throw new AssertionError(streamId + " got document " + id + " of another organisation");
        }
        if (doc.time < now - Simulation.RETENTION.toMillis() - AT_HAND_MS) {
            throw new AssertionError(streamId + " got document " + id + ", which has left the history");
        }
        if (!isBack && !account.carries(doc)) {
            throw new AssertionError(streamId + " got document " + id + ", which does not pass its filter");
        }
        if (!isBack && doc.time < account.earliest) {
            throw new AssertionError(streamId + " got document " + id + ", which is older than its start");
        }
        if (account.rejected.contains(id) && !account.mayRepeat) {
            // a crash between the two may bring it again; it is refused again then
            account.rejected.remove(id);
        }
        if (account.received.add(id)) {
            for (int i = account.start; i < doc.index; i++) {
                Doc earlier = documents.get(i);
                boolean isBefore = earlier.organisation == doc.organisation
                        && earlier.kind == doc.kind
                        && (!account.bySim || earlier.sim == doc.sim);
                if (isBefore && isDue(account, earlier, now) && !wasRefused(earlier, receiver)) {
                    throw new AssertionError(streamId + " got document " + id + " before " + earlier.id);
                }
            }
        }
    }

    /** Refused when it was sent alone: what comes behind it may be sent to find out whose fault that is. */
    private static boolean wasRefused(Doc doc, SimulatedReceiver receiver) {
        return receiver.refusedAlone.contains(doc.id);
    }

    private static boolean isDue(Account account, Doc doc, long now) {
        return !account.received.contains(doc.id)
                && !account.rejected.contains(doc.id)
                && !account.excused.contains(doc.id)
                && doc.time >= now - Simulation.RETENTION.toMillis();
    }

    void rejected(Rejected rejected, SimulatedReceiver receiver) {
        String text = rejected.reason();
        long id = Long.parseLong(text.substring("document ".length(), text.indexOf(':')));
        if (!receiver.refusedAlone.contains(id)) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up but never refused alone");
        }
        if (receiver.lastTaken == 0) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up by one that takes nothing");
        }
        Long since = receiver.refusedSince.get(id);
        if (!receiver.tellsDocumentsApart && (since == null || receiver.lastTaken < since)) {
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
        }
    }

    /** An object holds the same rows for ever, but for those that expire meanwhile, and no rows of another. */
    void objectIs(String streamId, Batch batch, SimulatedReceiver receiver, long now) {
        Account account = accounts.get(streamId);
        if (account == null || account.mayRepeat) {
            return;
        }
        Set<Long> seen = new HashSet<>();
        receiver.objects.forEach((name, ids) -> {
            for (long id : ids) {
                if (id >= 0 && !seen.add(id)) {
                    throw new AssertionError(streamId + ": document " + id + " is in two objects");
                }
            }
        });
        List<Long> ids = batch.items().stream().map(Batch.Item::id).toList();
        List<Long> there = receiver.objects.get(
                batch.object() == null ? "" : batch.object().name());
        if (List.of(-1L).equals(there)) {
            // somebody else wrote it between two of our attempts: nobody could tell
            account.excused.addAll(ids);
        } else if (there == null || !ids.equals(unexpired(there, now))) {
            throw new AssertionError(streamId + ": an object was " + there + " and shall be " + ids);
        }
    }

    private List<Long> unexpired(List<Long> ids, long now) {
        return ids.stream()
                .filter(id -> Objects.requireNonNull(byId.get(id)).time >= now - Simulation.RETENTION.toMillis())
                .toList();
    }

    /** A receiver that was well for a long time has got all that it may have. */
    void checkComplete(String streamId, long now) {
        Account account = account(streamId);
        for (int i = account.start; i < documents.size(); i++) {
            Doc doc = documents.get(i);
            if (doc.organisation == account.stream.organisationId()
                    && doc.time < now - 1_000_000
                    && isDue(account, doc, now)) {
                throw new AssertionError(streamId + " never got document " + doc.id + " of " + doc.time);
            }
        }
    }
}
