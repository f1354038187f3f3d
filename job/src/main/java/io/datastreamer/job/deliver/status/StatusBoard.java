package io.datastreamer.job.deliver.status;

import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.lane.CountBy;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Emits the status of data streams: at once when a stream's state changes, from time to time when its counters change,
 * and at most a fixed number a second.
 */
public final class StatusBoard {
    /** Most statuses a second. */
    private static final int MOST_A_SECOND = 1_000;

    private static final long SECOND_NANOS = 1_000_000_000;

    private final LongSupplier nanos;
    private final Function<String, Journal> journals;
    private final StatusReport report;
    private final Consumer<StatusChange> emit;
    private final Map<String, StreamStatus.State> told = new HashMap<>();
    private final CountBy<StreamStatus.State> streams = new CountBy<>(StreamStatus.State.class);
    private final Set<StreamLanes> changed = new LinkedHashSet<>();
    /** How many of the changed streams are to be reported now, if the rate allows it. */
    private int due;

    private long second;
    private int inThisSecond;

    /**
     * Creates a board that has reported nothing yet.
     *
     * @param nanos a monotonic clock
     * @param journals finds a journal by its key
     * @param report makes a status
     */
    public StatusBoard(
            LongSupplier nanos, Function<String, Journal> journals, StatusReport report, Consumer<StatusChange> emit) {
        this.nanos = nanos;
        this.journals = journals;
        this.report = report;
        this.emit = emit;
        this.second = nanos.getAsLong();
    }

    /** Notes that something about the stream has changed. */
    public void touch(StreamLanes stream) {
        changed.add(stream);
        if (told.get(stream.id()) != report.state(stream) && isAllowed()) {
            tell(stream);
            changed.remove(stream);
        }
    }

    /** Notes that only counters of the stream have changed: they are reported with the next changes. */
    public void touchLater(StreamLanes stream) {
        changed.add(stream);
    }

    /** Reports that the stream is gone for good. */
    public void gone(StreamLanes stream) {
        changed.remove(stream);
        count(told.remove(stream.id()), -1);
        emit.accept(StatusChange.gone(stream.id()));
    }

    /** Makes the changes so far due. */
    public void changesAreDue() {
        due = changed.size();
    }

    /** Reports one of the changes that are due, if the rate allows it; false if there is none. */
    public boolean tellOne() {
        if (due == 0 || changed.isEmpty() || !isAllowed()) {
            due = 0;
            return false;
        }
        due--;
        Iterator<StreamLanes> first = changed.iterator();
        StreamLanes stream = first.next();
        first.remove();
        tell(stream);
        return true;
    }

    /** Reports all changes, at the end. */
    public void tellAll() {
        changed.forEach(this::tell);
        changed.clear();
    }

    private void tell(StreamLanes stream) {
        Journal journal = journals.apply(stream.journalKey());
        for (Lane lane : stream.lanes()) {
            if (lane.oldestPendingAt() == 0
                    && journal.count(lane.kind()) > lane.cursor().before()) {
                report.lookAtOldest(lane, journal);
            }
        }
        StreamStatus status = report.of(stream, journal);
        count(told.put(stream.id(), status.state()), -1);
        count(status.state(), 1);
        emit.accept(StatusChange.of(status));
    }

    private void count(StreamStatus.@Nullable State state, int by) {
        if (state != null) {
            streams.add(state, by);
        }
    }

    /** How many streams are in a state, as last reported. */
    public long streams(StreamStatus.State state) {
        return streams.of(state);
    }

    private boolean isAllowed() {
        long now = nanos.getAsLong();
        if (now - second >= SECOND_NANOS) {
            second = now;
            inThisSecond = 0;
        }
        return inThisSecond++ < MOST_A_SECOND;
    }

    /** Whether the customer has paused the stream. */
    static boolean isPaused(StreamLanes stream) {
        return stream.stream().state() == StreamConfiguration.State.PAUSED;
    }
}
