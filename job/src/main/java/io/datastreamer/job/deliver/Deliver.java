package io.datastreamer.job.deliver;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The way into this stage: documents and data streams in; out come stream status, and beside it delivery attempts,
 * answers to questions and rejected configurations.
 */
public final class Deliver {
    /** Every failed attempt; successes summed per lane and second. */
    public static final OutputTag<DeliveryAttempt> ATTEMPTS =
            new OutputTag<>("attempts", TypeInformation.of(DeliveryAttempt.class));
    /** What was asked for by questions. */
    public static final OutputTag<Answer> ANSWERS = new OutputTag<>("answers", TypeInformation.of(Answer.class));
    /** Name of the accumulator with a list of {@link Undelivered}: what is left when bounded inputs end. */
    public static final String UNDELIVERED = "undelivered";

    /** The data streams by their ids. The name stands in savepoints. */
    static final MapStateDescriptor<String, StreamConfiguration> CONFIGURATIONS =
            new MapStateDescriptor<>("data-streams", Types.STRING, RecordTypes.DATA_STREAM);

    /**
     * What sealed segments come to: each subtask's part. After a rescale a part may have come to another subtask than the
     * segments; the sum is right all the same. The names stand in savepoints.
     */
    static final ListStateDescriptor<Long> STORED_SEGMENTS = new ListStateDescriptor<>("stored-segments", Types.LONG);

    static final ListStateDescriptor<Long> STORED_BYTES = new ListStateDescriptor<>("stored-bytes", Types.LONG);

    private Deliver() {}

    /**
     * Adds the stage to a job. Beside the status it has the side outputs {@link #ATTEMPTS}, {@link #ANSWERS} and, for
     * configurations that contradict what is there, {@link Rejections#TAG}.
     *
     * @param documents of all organisations
     * @param instructions changes of data streams, from one subtask, so that all see them in the same order; and questions
     */
    public static SingleOutputStreamOperator<StatusChange> deliver(
            org.apache.flink.streaming.api.datastream.DataStream<Document> documents,
            org.apache.flink.streaming.api.datastream.DataStream<Instruction> instructions,
            DeliverOptions options,
            ConnectorsFactory connectors) {
        KeyedStream<Document, String> keyed = documents.keyBy(new JournalKeys(), Types.STRING);
        var environment = documents.getExecutionEnvironment();
        TwoInputTransformation<Document, Instruction, StatusChange> transformation = new TwoInputTransformation<>(
                keyed.getTransformation(),
                instructions.broadcast().getTransformation(),
                Uids.DELIVER,
                new DeliverOperatorFactory(options, connectors),
                TypeInformation.of(StatusChange.class),
                environment.getParallelism());
        transformation.setStateKeySelectors(keyed.getKeySelector(), null);
        transformation.setStateKeyType(Types.STRING);
        transformation.setUid(Uids.DELIVER);
        environment.addOperator(transformation);
        return new Output(environment, transformation);
    }

    /** The key of an organisation's journal: its shard 0, today the only one. */
    static String journalKey(long organisationId) {
        return organisationId + "/0";
    }

    private static final class Output extends SingleOutputStreamOperator<StatusChange> {
        Output(
                org.apache.flink.streaming.api.environment.StreamExecutionEnvironment environment,
                TwoInputTransformation<?, ?, StatusChange> transformation) {
            super(environment, transformation);
        }
    }
}
