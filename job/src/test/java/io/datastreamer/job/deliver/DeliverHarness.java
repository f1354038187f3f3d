package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integration;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** One subtask of the operator with a state backend and a mailbox, and places that accept what the test lets them. */
final class DeliverHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 16;
    // closing the harness finishes the operator: what its places never answer must not hold that up
    private static final DeliverOptions OPTIONS = withDrainTimeout(Duration.ofMillis(10));

    private final AbstractStreamOperatorTestHarness<StatusChange> harness;
    private final Map<String, List<Long>> accepted = new ConcurrentHashMap<>();
    private volatile Predicate<String> accepts = stream -> true;

    DeliverHarness(StateBackend backend, int parallelism, int index) throws Exception {
        harness = new AbstractStreamOperatorTestHarness<>(
                new DeliverOperatorFactory(OPTIONS, new Places(this)), MAX_PARALLELISM, parallelism, index);
        harness.setStateBackend(backend);
        harness.getStreamConfig()
                .setStatePartitioner(0, (Document document) -> Deliver.journalKey(document.organisationId()));
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

    /** Starts from what subtasks of the given parallelism left. */
    DeliverHarness restore(List<OperatorSubtaskState> states, int oldParallelism, int parallelism, int index)
            throws Exception {
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
        harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, MAX_PARALLELISM, oldParallelism, parallelism, index));
        return open();
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, checkpoint);
    }

    void event(long organisation, long id) throws Exception {
        eventOnly(organisation, id);
        run();
    }

    /** A document comes; mails that follow from it wait. */
    void eventOnly(long organisation, long id) throws Exception {
        byte[] json = ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
        StreamRecord<Document> document = new StreamRecord<>(new Document(
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

    void configure(DataStream stream) throws Exception {
        configureOnly(stream);
        run();
    }

    /** A data stream comes; mails that follow from it wait. */
    void configureOnly(DataStream stream) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.set(stream)));
    }

    void remove(String id) throws Exception {
        operator().processElement2(new StreamRecord<>(StreamChange.remove(id)));
        run();
    }

    /** From now on only these streams' places accept; the others never answer. */
    void accepting(Predicate<String> streams) {
        accepts = streams;
    }

    List<Long> acceptedBy(String stream) {
        return accepted.getOrDefault(stream, List.of());
    }

    /** Documents that all places have accepted, with repetitions. */
    long acceptedInAll() {
        return accepted.values().stream().mapToLong(List::size).sum();
    }

    AbstractStreamOperatorTestHarness<StatusChange> flink() {
        return harness;
    }

    private static DeliverOptions withDrainTimeout(Duration drainTimeout) {
        DeliverOptions d = DeliverOptions.DEFAULT;
        return new DeliverOptions(
                d.retention(),
                d.startSlack(),
                drainTimeout,
                d.requestTimeout(),
                d.maxRequests(),
                d.requestsPerSecond(),
                d.maxRequestBytes(),
                d.backoffInitial(),
                d.backoffMax(),
                d.bisectAfter(),
                d.statusInterval(),
                d.expiryNotice(),
                d.segmentBytes(),
                d.frameBytes(),
                d.segmentAge(),
                d.cacheBytes(),
                d.tailBytes());
    }

    JournalTotals journalTotals() {
        return operator().journalTotals();
    }

    private DeliverOperator operator() {
        return (DeliverOperator) harness.getOperator();
    }

    /** Runs the mails that have come. */
    void run() throws Exception {
        boolean more = true;
        while (more) {
            more = runOne();
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
        harness.close();
    }

    // the harness keeps the factory as it is, so that it may know its test
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
        public Client open(DataStream stream) {
            return new Client() {
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
                    return new Limits(100, 1 << 20, Duration.ZERO, 1);
                }

                @Override
                public void send(Batch batch, Consumer<Outcome> whenDone) {
                    if (test.accepts.test(stream.id())) {
                        test.accepted
                                .computeIfAbsent(stream.id(), id -> new ArrayList<>())
                                .addAll(batch.items().stream()
                                        .map(Batch.Item::id)
                                        .toList());
                        whenDone.accept(Outcome.delivered(200));
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
