package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.deliver.engine.Request;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.deliver.engine.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * Runs one subtask of the operator with a state backend and a mailbox, and places that accept what the test allows. A
 * stream's setting {@code shape} says what its place is like: {@code lingering}, {@code object}, {@code small},
 * {@code broken}.
 */
final class DeliverHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 16;
    // closing the harness finishes the operator: requests that are never answered must not hold that up
    private static final DeliverOptions OPTIONS = World.options(Duration.ofMillis(10), World.DEFAULTS.maxRequests());

    private final AbstractStreamOperatorTestHarness<StatusChange> harness;
    private final Map<String, List<Long>> accepted = new ConcurrentHashMap<>();
    /** Requests without an answer. */
    private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();

    private final AtomicInteger openClients = new AtomicInteger();
    private volatile Function<Request, @Nullable Outcome> answers = request -> Outcome.delivered(200);
    private boolean isOver;

    DeliverHarness(StateBackend backend, int parallelism, int index) throws Exception {
        this(backend, parallelism, index, OPTIONS);
    }

    DeliverHarness(StateBackend backend, int parallelism, int index, DeliverOptions options) throws Exception {
        harness = new AbstractStreamOperatorTestHarness<>(
                new DeliverOperatorFactory(options, new Places(this)), MAX_PARALLELISM, parallelism, index);
        harness.setStateBackend(backend);
        harness.getEnvironment()
                .getJobConfiguration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
        harness.getStreamConfig()
                .setStatePartitioner(0, (Document document) -> World.journalKey(document.organisationId()));
        harness.getStreamConfig()
                .setStateKeySerializer(Types.STRING.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        harness.getStreamConfig().serializeAllConfigs();
        harness.setup();
    }

    DeliverHarness open() throws Exception {
        harness.open();
        run();
        return this;
    }

    /** Restores the state that subtasks of the given parallelism left. */
    DeliverHarness restore(List<OperatorSubtaskState> states, int oldParallelism, int parallelism, int index)
            throws Exception {
        restoreOnly(states, oldParallelism, parallelism, index);
        run();
        return this;
    }

    /** Restores the state that subtasks left; the resulting mails wait. */
    void restoreOnly(List<OperatorSubtaskState> states, int oldParallelism, int parallelism, int index)
            throws Exception {
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
        harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, MAX_PARALLELISM, oldParallelism, parallelism, index));
        harness.open();
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, checkpoint);
    }

    void event(long organisation, long id) throws Exception {
        eventOnly(organisation, id);
        run();
    }

    /** A document comes; the resulting mails wait. */
    void eventOnly(long organisation, long id) throws Exception {
        byte[] json = ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
        StreamRecord<Document> document = new StreamRecord<>(Document.of(
                organisation,
                RecordKind.EVENT,
                1,
                "8900000000000000001",
                id,
                System.currentTimeMillis(),
                json,
                new byte[0]));
        operator().setKeyContextElement1(document);
        operator().processElement1(document);
    }

    void configure(StreamConfiguration stream) throws Exception {
        configureOnly(stream);
        run();
    }

    /** A data stream comes; the resulting mails wait. */
    void configureOnly(StreamConfiguration stream) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.set(stream)));
    }

    void remove(String id) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.remove(id)));
        run();
    }

    /** A deletion line of an organisation comes. */
    void removeAs(String id, long organisation) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.remove(id, organisation)));
        run();
    }

    /** A line comes that erases the journal of an organisation. */
    void erase(long organisation) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.erase(organisation)));
        run();
    }

    /** From now on only these streams' places accept; the others never answer. */
    void accepting(Predicate<String> streams) {
        answering(request -> streams.test(request.streamId()) ? Outcome.delivered(200) : null);
    }

    /** From now on requests are answered by this function; if it returns null, the request stays open. */
    void answering(Function<Request, @Nullable Outcome> newAnswers) {
        answers = newAnswers;
    }

    /** Requests without an answer, the oldest first. */
    Queue<Request> unanswered() {
        return unanswered;
    }

    /** Answers a request that was left open. From any thread. */
    void finish(Request request, Outcome outcome) {
        unanswered.remove(request);
        tell(request, outcome);
    }

    private void tell(Request request, Outcome outcome) {
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            accepted.computeIfAbsent(request.streamId(), id -> new ArrayList<>())
                    .addAll(request.ids());
        }
        request.whenDone().accept(outcome);
    }

    List<Long> acceptedBy(String stream) {
        return accepted.getOrDefault(stream, List.of());
    }

    /** Clients that are not closed. */
    int openClients() {
        return openClients.get();
    }

    /** The last status of a stream. */
    StreamStatus status(String stream) {
        StreamStatus last = null;
        for (StatusChange change : harness.extractOutputValues()) {
            if (change.streamId().equals(stream)) {
                last = change.status();
            }
        }
        if (last == null) {
            throw new AssertionError("no status of " + stream);
        }
        return last;
    }

    /** What the operator reports as undelivered, after {@link #endInputs}. */
    Collection<Undelivered> undelivered() {
        ListAccumulator<Undelivered> accumulator = (ListAccumulator<Undelivered>)
                operator().getRuntimeContext().<Undelivered, ArrayList<Undelivered>>getAccumulator(Deliver.UNDELIVERED);
        return accumulator.getLocalValue();
    }

    /** The inputs end. */
    void endInputs() throws Exception {
        operator().finish();
    }

    void checkpointCompleted(long checkpoint) throws Exception {
        harness.notifyOfCompletedCheckpoint(checkpoint);
        run();
    }

    /** The task is cancelled, or fails: it ends without finishing. */
    void cancel() throws Exception {
        isOver = true;
        operator().close();
    }

    /** Documents that all places have accepted, with repetitions. */
    long acceptedInAll() {
        return accepted.values().stream().mapToLong(List::size).sum();
    }

    AbstractStreamOperatorTestHarness<StatusChange> flink() {
        return harness;
    }

    JournalTotals journalTotals() {
        return operator().journalTotals();
    }

    private DeliverOperator operator() {
        return (DeliverOperator) harness.getOperator();
    }

    /** Runs the mails that have come. */
    void run() throws Exception {
        while (runOne() || operator().hasWork()) {
            if (operator().hasWork()) {
                // work that was put off for input comes by itself later
                harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
            }
        }
    }

    /** Runs the next mail; false when there is none. */
    boolean runOne() throws Exception {
        Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    @Override
    public void close() throws Exception {
        if (!isOver) {
            harness.close();
        }
    }

    // the harness does not serialize the factory, so that it may refer to its test
    @SuppressWarnings("serial")
    private record Places(DeliverHarness test) implements ConnectorsFactory {
        @Override
        public Connectors open() {
            return new Connectors() {
                @Override
                public Integrations integrations() {
                    return new Integrations(List.of(new Place(test)));
                }

                @Override
                public void close() {}
            };
        }
    }

    private record Place(DeliverHarness test) implements Integration {
        @Override
        public ApiType apiType() {
            return ApiType.REST_API_BULK;
        }

        @Override
        public Client open(StreamConfiguration stream) throws SettingsException {
            String shape = String.valueOf(stream.settings().get("shape"));
            if (shape.equals("broken")) {
                throw new SettingsException("shape: is broken");
            }
            test.openClients.incrementAndGet();
            return new PlaceClient(test, stream, shape);
        }
    }

    private record PlaceClient(DeliverHarness test, StreamConfiguration stream, String shape) implements Client {
        @Override
        public String receiver() {
            return "receiver of " + stream.id();
        }

        @Override
        public String target() {
            return "place";
        }

        @Override
        public Limits limits() {
            Duration linger = shape.equals("lingering") ? Duration.ofHours(1) : Duration.ZERO;
            return new Limits(shape.equals("small") ? 20 : 100, 1 << 20, linger, 1);
        }

        @Override
        public @Nullable ObjectNames objectNames() {
            return shape.equals("object") ? World.NAMES : null;
        }

        @Override
        public Sending send(Batch batch, Consumer<Outcome> whenDone) {
            Request request = new Request(stream.id(), batch, whenDone, stream.settings());
            Outcome answer = test.answers.apply(request);
            if (answer == null) {
                test.unanswered.add(request);
            } else {
                test.tell(request, answer);
            }
            return () -> {};
        }

        @Override
        public void close() {
            test.openClients.decrementAndGet();
        }
    }
}
