package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.deliver.engine.Engine;
import io.datastreamer.job.deliver.engine.Host;
import io.datastreamer.job.deliver.engine.ObjectSecondStore;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.LedgerStore;
import io.datastreamer.job.record.StoredStream;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Ties the {@link Engine} to Flink: keyed state and timers, broadcast configuration, mailbox, checkpoints, the end of
 * the inputs.
 *
 * <p>Requests in flight are not state. Their outcomes come back as mails, so that only the task's thread touches state,
 * and a checkpoint never waits for an endpoint.
 */
final class DeliverOperator extends AbstractStreamOperator<StatusChange>
        implements TwoInputStreamOperator<Document, Instruction, StatusChange>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    /** How many streams are named, at most, when the job ends with undelivered documents. */
    private static final int MOST_NAMED = 1_000;

    private final DeliverOptions options;
    private final ConnectorsFactory connectorsFactory;
    private final transient MailboxExecutor mailbox;

    private transient BroadcastState<String, StoredStream> configurations;
    private transient KeyedStores stores;
    private transient JournalTotals totals;
    private transient ListState<Long> storedSegments;
    private transient ListState<Long> storedBytes;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient ConnectorsFactory.Connectors connectors;
    private transient WakeUp wakeUp;
    private transient Engine engine;
    private transient ListAccumulator<Undelivered> undelivered;
    private transient Rejections rejections;
    private transient boolean hasCheckpoints;
    private transient boolean draining;
    /** Whether the end is reached: nothing may leave any more, and the state stays as the last checkpoint has it. */
    private transient boolean finished;

    private transient volatile boolean closed;

    DeliverOperator(
            StreamOperatorParameters<StatusChange> parameters,
            DeliverOptions options,
            ConnectorsFactory connectorsFactory,
            MailboxExecutor mailbox) {
        super(parameters);
        this.options = options;
        this.connectorsFactory = connectorsFactory;
        this.mailbox = mailbox;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        totals = new JournalTotals();
        stores = new KeyedStores(context.getKeyedStateStore(), totals);
        configurations = context.getOperatorStateStore().getBroadcastState(Deliver.CONFIGURATIONS);
        storedSegments = context.getOperatorStateStore().getListState(Deliver.STORED_SEGMENTS);
        storedBytes = context.getOperatorStateStore().getListState(Deliver.STORED_BYTES);
        for (long segments : storedSegments.get()) {
            totals.restore(segments, 0);
        }
        for (long bytes : storedBytes.get()) {
            totals.restore(0, bytes);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("journal-expiry", VoidNamespaceSerializer.INSTANCE, this);
        undelivered = new ListAccumulator<>();
        getRuntimeContext().addAccumulator(Deliver.UNDELIVERED, undelivered);
        rejections = new Rejections("deliver", getMetricGroup());
        hasCheckpoints =
                CheckpointingOptions.isCheckpointingEnabled(getContainingTask().getJobConfiguration());
        connectors = connectorsFactory.open();
        wakeUp = new WakeUp(this::post, () -> engine.wake());
        Integrations integrations = connectors.integrations();
        engine = new Engine(new FlinkHost(), options, integrations, new SplittableRandom());
        DeliverMetrics.register(getMetricGroup(), engine, totals);
        engine.start();
        for (Map.Entry<String, StoredStream> entry : configurations.immutableEntries()) {
            StreamConfiguration stream = entry.getValue().stream();
            if (owns(stream)) {
                engine.restore(Deliver.journalKey(stream.organisationId()), stream);
            }
        }
    }

    @Override
    public void processElement1(StreamRecord<Document> element) {
        engine.append((String) getCurrentKey(), element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Instruction> element) throws Exception {
        Instruction instruction = element.getValue();
        if (instruction instanceof StreamChange change) {
            take(change);
        } else if (instruction instanceof Question question) {
            String journalKey = Deliver.journalKey(question.organisationId());
            if (owns(journalKey)) {
                engine.ask(journalKey, question);
            }
        }
    }

    private void take(StreamChange change) throws Exception {
        if (change.isErasure()) {
            String journalKey = Deliver.journalKey(change.erasedOrganisation());
            if (owns(journalKey)) {
                engine.erase(journalKey);
            }
            return;
        }
        StreamConfiguration before = configurationOf(change.id());
        StreamConfiguration now = change.stream();
        if (before != null && !change.mayChange(before.organisationId())) {
            if (owns(before)) {
                reject(change, before.organisationId());
            }
        } else if (now == null) {
            if (before != null) {
                configurations.remove(change.id());
                engine.remove(change.id());
            }
        } else {
            configurations.put(change.id(), StoredStream.of(now));
            if (owns(now)) {
                engine.configure(Deliver.journalKey(now.organisationId()), now);
            }
        }
    }

    private @Nullable StreamConfiguration configurationOf(String id) {
        StoredStream stored;
        try {
            stored = configurations.get(id);
        } catch (Exception e) {
            throw new IllegalStateException("broadcast state in memory cannot fail", e);
        }
        return stored == null ? null : stored.stream();
    }

    /** Whether this subtask owns the key group of the stream's organisation. */
    private boolean owns(StreamConfiguration stream) {
        return owns(Deliver.journalKey(stream.organisationId()));
    }

    private boolean owns(String journalKey) {
        var task = getRuntimeContext().getTaskInfo();
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        journalKey, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask();
    }

    // the raw text would contain the settings' secrets
    private void reject(StreamChange change, long organisationId) {
        rejections.count(Reason.CONTRADICTION);
        String raw = "{\"id\":\"" + change.id() + "\",\"organisation_id\":" + change.organisationId()
                + (change.stream() == null ? ",\"deleted\":true}" : "}");
        output.collect(
                Rejections.TAG,
                new StreamRecord<>(new Rejected(
                        "deliver",
                        "organisation_id: is " + change.organisationId() + ", but data stream " + change.id()
                                + " belongs to organisation " + organisationId + " for ever",
                        "",
                        "",
                        raw.getBytes(StandardCharsets.UTF_8),
                        change.id(),
                        0,
                        Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime()))));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        engine.flush();
        engine.snapshotTaken(context.getCheckpointId());
        storedSegments.update(List.of(totals.segments()));
        storedBytes.update(List.of(totals.bytes()));
        super.snapshotState(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (!finished) {
            engine.checkpointCompleted(checkpointId);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        engine.expire(timer.getKey());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("there are no event-time timers");
    }

    /** After the inputs have ended, delivers what can be delivered in time, and reports what is left. */
    @Override
    public void finish() throws Exception {
        long deadline = System.nanoTime() + options.drainTimeout().toNanos();
        draining = true;
        engine.beginDrain();
        wakeUp.everyTenth();
        while (engine.isDraining(deadline) && System.nanoTime() - deadline < 0) {
            mailbox.yield();
        }
        Collection<Undelivered> left = engine.finish();
        left.stream().limit(MOST_NAMED).forEach(undelivered::add);
        finished = true;
        super.finish();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        if (wakeUp != null) {
            wakeUp.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (connectors != null) {
            connectors.close();
        }
        super.close();
    }

    /** Number and bytes of the sealed segments, as far as this subtask knows. */
    JournalTotals journalTotals() {
        return totals;
    }

    /** Whether there is work that only waits for its turn. */
    boolean hasWork() {
        return !finished && !closed && engine.isAsked();
    }

    /**
     * Runs a task in the task's thread; may be called from any thread. After the end, tasks are dropped, also those
     * that were already queued.
     */
    private void post(Runnable task) {
        if (closed) {
            return;
        }
        try {
            mailbox.execute(() -> runUnlessOver(task), "deliver");
        } catch (RejectedExecutionException e) {
            LOG.debug("The task has ended before its last outcomes came.", e);
        }
    }

    private void runUnlessOver(Runnable task) {
        if (!finished && !closed) {
            task.run();
        }
    }

    private final class FlinkHost implements Host {
        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void select(String journalKey) {
            if (!journalKey.equals(getCurrentKey())) {
                setCurrentKey(journalKey);
            }
        }

        @Override
        public JournalStore journalStore() {
            return stores;
        }

        @Override
        public CursorStore cursorStore() {
            return stores;
        }

        @Override
        public LedgerStore ledgerStore() {
            return stores;
        }

        @Override
        public ObjectSecondStore objectSecondStore() {
            return stores;
        }

        @Override
        public boolean hasCheckpoints() {
            return hasCheckpoints && !draining;
        }

        @Override
        public void post(Runnable task) {
            DeliverOperator.this.post(task);
        }

        @Override
        public void wakeAt(long nanos) {
            wakeUp.at(nanos);
        }

        @Override
        public void expireAt(long time) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
        }

        @Override
        public void cancelExpireAt(long time) {
            timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, time);
        }

        @Override
        public void emit(StatusChange change) {
            output.collect(new StreamRecord<>(change));
        }

        @Override
        public void emit(DeliveryAttempt attempt) {
            output.collect(Deliver.ATTEMPTS, new StreamRecord<>(attempt));
        }

        @Override
        public void emit(Answer answer) {
            output.collect(Deliver.ANSWERS, new StreamRecord<>(answer));
        }

        @Override
        public void emit(Rejected rejected) {
            rejections.count(Reason.REFUSED);
            output.collect(Rejections.TAG, new StreamRecord<>(rejected));
        }
    }
}
