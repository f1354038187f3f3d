package io.datastreamer.job.deliver;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.record.StoredStream;
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
 * The entry to this stage. Documents and data streams go in; stream status comes out, and as side outputs delivery
 * attempts, answers to questions and rejected configurations.
 */
public final class Deliver {
    /** Failed attempts one by one; successes summed per lane and second. */
    public static final OutputTag<DeliveryAttempt> ATTEMPTS =
            new OutputTag<>("attempts", TypeInformation.of(DeliveryAttempt.class));
    /** Answers to questions. */
    public static final OutputTag<Answer> ANSWERS = new OutputTag<>("answers", TypeInformation.of(Answer.class));
    /** Name of the accumulator with a list of {@link Undelivered}: what is left when bounded inputs end. */
    public static final String UNDELIVERED = "undelivered";

    /** The data streams by their ids. Savepoints contain the name. */
    static final MapStateDescriptor<String, StoredStream> CONFIGURATIONS =
            new MapStateDescriptor<>("data-streams", Types.STRING, RecordTypes.DATA_STREAM);

    /**
     * Number and bytes of the sealed segments, each subtask's part. After a rescale a part may be in another subtask
     * than its segments; the sum stays right. Savepoints contain the names.
     */
    static final ListStateDescriptor<Long> STORED_SEGMENTS = new ListStateDescriptor<>("stored-segments", Types.LONG);

    static final ListStateDescriptor<Long> STORED_BYTES = new ListStateDescriptor<>("stored-bytes", Types.LONG);

    private Deliver() {}

    /**
     * Adds the stage to a job. Besides the status, the result has the side outputs {@link #ATTEMPTS}, {@link #ANSWERS}
     * and, for configurations that contradict an earlier version, {@link Rejections#TAG}.
     *
     * @param documents of all organisations
     * @param instructions changes of data streams, from one subtask, so that all see them in the same order; and
     *     questions
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

    /** The key of an organisation's journal: that of shard 0, the only one today. */
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
