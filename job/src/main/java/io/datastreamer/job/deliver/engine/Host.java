package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.LedgerStore;

/**
 * What the engine needs from its surroundings. Everything but {@link #post} is called only in the engine's own thread.
 */
public interface Host {

    /**
     * The wall clock, in milliseconds since the epoch: what documents and people mean by time. It may be set, forward
     * and back.
     */
    long now();

    /** The monotonic clock, in nanoseconds, by which waits are measured. */
    long nanos();

    /** Selects the journal key that the stores refer to, until the next call. */
    void select(String journalKey);

    /** The journal of the selected key. */
    JournalStore journalStore();

    /** The cursors of the selected key. */
    CursorStore cursorStore();

    /** The ledgers of the lanes of the selected key. */
    LedgerStore ledgerStore();

    /** The seconds used in the names of objects, of the selected key. */
    ObjectSecondStore objectSecondStore();

    /**
     * Whether there are checkpoints. What is fixed is safe when the next one is complete, and without checkpoints at
     * once.
     */
    boolean hasCheckpoints();

    /**
     * Runs the task in the engine's thread, soon. May be called from any thread; does nothing once the engine is
     * closed.
     */
    void post(Runnable task);

    /** Calls {@link Engine#wake} at or soon after the time of the monotonic clock; perhaps earlier as well. */
    void wakeAt(long nanos);

    /** Asks for {@link Engine#expire} of the selected key at a time, in milliseconds since the epoch. */
    void expireAt(long time);

    /** Cancels {@link #expireAt} of the selected key. */
    void cancelExpireAt(long time);

    void emit(StatusChange change);

    void emit(DeliveryAttempt attempt);

    void emit(Answer answer);

    void emit(Rejected rejected);
}
