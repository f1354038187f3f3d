package io.datastreamer.job.deliver;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.deliver.journal.JournalStore;

/**
 * What the engine needs from what it runs in. All but {@link #post} is called in the engine's own thread only.
 */
interface Host {

    /** Milliseconds since the epoch. */
    long now();

    /** Makes the stores speak of this journal key until the next call. */
    void select(String journalKey);

    /** The journal of the selected key. */
    JournalStore journalStore();

    /** The cursors of the selected key. */
    CursorStore cursorStore();

    /** The seconds that were given to objects, of the selected key. */
    ObjectSecondStore objectSecondStore();

    /** Whether checkpoints come: what is fixed is safe when the next one is complete. Without them it is at once. */
    boolean hasCheckpoints();

    /** Runs the task in the engine's thread, soon. From any thread; does nothing once the engine is closed. */
    void post(Runnable task);

    /** Calls {@link Engine#wake} at or soon after the time. Only the last time that was asked for counts. */
    void wakeAt(long time);

    /** Asks for {@link Engine#expire} of the selected key at the time. */
    void expireAt(long time);

    void emit(StatusChange change);

    void emit(DeliveryAttempt attempt);

    void emit(Rejected rejected);
}
