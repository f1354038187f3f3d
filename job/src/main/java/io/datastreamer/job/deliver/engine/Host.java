package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.LedgerStore;

/**
 * What the engine needs from what it runs in. All but {@link #post} is called in the engine's own thread only.
 */
public interface Host {

    /** Milliseconds since the epoch: what documents and people mean by time. May be set, forward and back. */
    long now();

    /** Nanoseconds of a monotonic clock: what waits are measured by. */
    long nanos();

    /** Makes the stores speak of this journal key until the next call. */
    void select(String journalKey);

    /** The journal of the selected key. */
    JournalStore journalStore();

    /** The cursors of the selected key. */
    CursorStore cursorStore();

    /** What the documents of each lane of the selected key came to. */
    LedgerStore ledgerStore();

    /** The seconds that were given to objects, of the selected key. */
    ObjectSecondStore objectSecondStore();

    /** Whether checkpoints come: what is fixed is safe when the next one is complete. Without them it is at once. */
    boolean hasCheckpoints();

    /** Runs the task in the engine's thread, soon. From any thread; does nothing once the engine is closed. */
    void post(Runnable task);

    /** Calls {@link Engine#wake} at or soon after the time of the monotonic clock; perhaps earlier as well. */
    void wakeAt(long nanos);

    /** Asks for {@link Engine#expire} of the selected key at the time, milliseconds since the epoch. */
    void expireAt(long time);

    /** Takes back {@link #expireAt} of the selected key. */
    void cancelExpireAt(long time);

    void emit(StatusChange change);

    void emit(DeliveryAttempt attempt);

    void emit(Answer answer);

    void emit(Rejected rejected);
}
