package io.datastreamer.job.deliver;

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
        private boolean mayRepeat;

        private Account(DataStream stream, boolean bySim, int start) {
            this.stream = stream;
            this.bySim = bySim;
            this.start = start;
        }
    }

    private final List<Doc> documents = new ArrayList<>();
    private final Map<Long, Doc> byId = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Set<Integer>> filters = new HashMap<>();

    void document(long organisation, RecordKind kind, int type, long id, int sim, long time) {
        Doc doc = new Doc(documents.size(), organisation, kind, type, id, sim, time);
        documents.add(doc);
        byId.put(id, doc);
        for (Account account : accounts.values()) {
            if (!account.stream.carries(kind, type) || isFiltered(account, type)) {
                account.excused.add(id);
            }
        }
    }

    private Account account(String streamId) {
        return Objects.requireNonNull(accounts.get(streamId));
    }

    private boolean isFiltered(Account account, int type) {
        Set<Integer> types = filters.get(account.stream.id());
        return types != null && type >= 0 && !types.contains(type);
    }

    void streamMade(DataStream stream, boolean bySim) {
        Account account = new Account(stream, bySim, stream.historic() ? 0 : documents.size());
        accounts.put(stream.id(), account);
        for (Doc doc : documents) {
            if (!stream.carries(doc.kind, doc.type)) {
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
        if (types != null) {
            filters.put(id, types);
            for (Doc doc : documents) {
                if (doc.type >= 0 && !types.contains(doc.type)) {
                    account.excused.add(doc.id);
                }
            }
        }
        account.mayRepeat = true;
    }

    void replayed(String id, long from) {
        Account account = account(id);
        for (Doc doc : documents) {
            if (doc.time < from) {
                account.excused.add(doc.id);
            }
        }
        account.mayRepeat = true;
    }

    void received(String streamId, long id, SimulatedReceiver receiver, long now) {
        Account account = accounts.get(streamId);
        if (account == null) {
            return;
        }
        Doc doc = Objects.requireNonNull(byId.get(id));
        if (doc.organisation != account.stream.organisationId()) {
            throw new AssertionError(streamId + " got document " + id + " of another organisation");
        }
        if (doc.time < now - Simulation.RETENTION.toMillis()) {
            throw new AssertionError(streamId + " got document " + id + ", which has left the history");
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
        if (!receiver.tookSomething) {
            throw new AssertionError(
                    rejected.streamId() + ": document " + id + " was given up by one that takes nothing");
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

    /** An object holds the same rows for ever, and no rows of another. */
    void objectIs(String streamId, Batch batch, SimulatedReceiver receiver) {
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
        } else if (!ids.equals(there)) {
            throw new AssertionError(streamId + ": an object was " + there + " and shall be " + ids);
        }
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
