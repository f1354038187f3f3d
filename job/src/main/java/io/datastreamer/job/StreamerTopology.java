package io.datastreamer.job;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.deliver.ConnectorsFactory;
import io.datastreamer.job.deliver.Deliver;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.element.ElementFormat;
import io.datastreamer.job.enrich.Enrich;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.ingest.OutputRecord;
import io.datastreamer.job.mediate.Mediate;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.normalize.Normalize;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Wires the stages to each other, in the order in which a record passes them. This is the only place that does. */
public final class StreamerTopology {
    private final Inputs inputs;
    private final Outputs outputs;
    private final MediateSettings mediateSettings;
    private final EnrichSettings enrichSettings;
    private final DeliverOptions deliverOptions;
    private final ConnectorsFactory connectors;

    /**
     * The sources of records and reference data.
     *
     * @param networkRecords raw network records; null for none
     * @param billingRecords raw billing records; null for none
     * @param named any number of further sources, mostly of network elements
     * @param sims lines of the SIM registry
     * @param catalog entries of the catalog
     * @param streams versions of data streams
     * @param questions about documents; null for none
     */
    public record Inputs(
            @Nullable Source<RawRecord, ?, ?> networkRecords,
            @Nullable Source<RawRecord, ?, ?> billingRecords,
            List<NamedSource> named,
            Source<RawRecord, ?, ?> sims,
            Source<RawRecord, ?, ?> catalog,
            Source<RawRecord, ?, ?> streams,
            @Nullable Source<RawRecord, ?, ?> questions) {}

    /**
     * A source by name.
     *
     * @param name chosen by the operator, part of uids
     * @param format of its records; null for raw network and billing records
     * @param source gives the records
     */
    public record NamedSource(String name, @Nullable ElementFormat format, Source<RawRecord, ?, ?> source) {}

    /**
     * The sinks of control data; null for none.
     *
     * @param status status of data streams, by stream id
     * @param attempts delivery attempts, by stream id
     * @param rejected rejected records and documents
     * @param answers to questions, by asker and question
     */
    public record Outputs(
            @Nullable Sink<OutputRecord> status,
            @Nullable Sink<OutputRecord> attempts,
            @Nullable Sink<OutputRecord> rejected,
            @Nullable Sink<OutputRecord> answers) {}

    public StreamerTopology(
            Inputs inputs,
            Outputs outputs,
            MediateSettings mediateSettings,
            EnrichSettings enrichSettings,
            DeliverOptions deliverOptions,
            ConnectorsFactory connectors) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.mediateSettings = mediateSettings;
        this.enrichSettings = enrichSettings;
        this.deliverOptions = deliverOptions;
        this.connectors = connectors;
    }

    /**
     * Adds the job to the environment.
     *
     * @throws OptionException when the environment chains no operators
     */
    public void build(StreamExecutionEnvironment environment) throws OptionException {
        if (!environment.isChainingEnabled()) {
            throw new OptionException("pipeline.operator-chaining.enabled: is false, and must be true here: enriched"
                    + " records are handed on within a chain. Leave it out of Flink's settings.");
        }
        SingleOutputStreamOperator<KeyedRecord> sims = Decode.sims(read(environment, inputs.sims(), Uids.SIMS));
        SingleOutputStreamOperator<CatalogEntry> catalog =
                Decode.catalog(read(environment, inputs.catalog(), Uids.CATALOG));
        // one subtask, so that all subtasks of the next stage see the changes in the same order
        SingleOutputStreamOperator<Instruction> streams = Decode.streams(
                        read(environment, inputs.streams(), Uids.STREAMS).setParallelism(1))
                .setParallelism(1);
        DataStream<Instruction> instructions = streams;
        DataStream<KeyedRecord> records = sims;
        DataStream<Rejected> rejected = rejectedBy(sims).union(rejectedBy(catalog), rejectedBy(streams));
        if (inputs.questions() != null) {
            var questions = Decode.questions(read(environment, inputs.questions(), Uids.QUESTIONS)
                            .setParallelism(1))
                    .setParallelism(1);
            instructions = instructions.union(questions);
            rejected = rejected.union(rejectedBy(questions));
        }
        if (inputs.networkRecords() != null) {
            var network = Decode.networkRecords(read(environment, inputs.networkRecords(), Uids.NETWORK_RECORDS));
            records = records.union(network);
            rejected = rejected.union(rejectedBy(network));
        }
        if (inputs.billingRecords() != null) {
            var billing = Decode.billingRecords(read(environment, inputs.billingRecords(), Uids.BILLING_RECORDS));
            records = records.union(billing);
            rejected = rejected.union(rejectedBy(billing));
        }

        DataStream<SessionRecord> sessions = null;
        DataStream<NumberSpan> numbers = null;
        for (NamedSource named : inputs.named()) {
            DataStream<RawRecord> raw = read(environment, named.source(), Uids.source(named.name()));
            if (named.format() == null) {
                var decoded = Decode.records(raw, Uids.decodeSource(named.name()));
                records = records.union(decoded);
                rejected = rejected.union(rejectedBy(decoded));
            } else {
                var decoded = Decode.sessions(raw, named.format(), Uids.decodeSource(named.name()));
                sessions = sessions == null ? decoded : sessions.union(decoded);
                if (named.format().isNumbered()) {
                    var spans = Decode.numbers(decoded, Uids.numbersOfSource(named.name()));
                    numbers = numbers == null ? spans : numbers.union(spans);
                }
                rejected = rejected.union(rejectedBy(decoded));
            }
        }
        if (sessions != null) {
            var mediated = Mediate.mediate(sessions, mediateSettings);
            records = records.union(mediated);
            rejected = rejected.union(rejectedBy(mediated));
        }
        if (numbers != null) {
            Mediate.watchGaps(numbers, mediateSettings);
        }

        SingleOutputStreamOperator<Enriched> enriched = Enrich.enrich(records, catalog, enrichSettings);
        SingleOutputStreamOperator<Document> documents = Normalize.normalize(enriched, deliverOptions.retention());
        SingleOutputStreamOperator<StatusChange> status =
                Deliver.deliver(documents, instructions, deliverOptions, connectors);

        rejected = rejected.union(rejectedBy(enriched), rejectedBy(documents), rejectedBy(status));
        DataStream<DeliveryAttempt> attempts = status.getSideOutput(Deliver.ATTEMPTS);
        write(status, OutputRecords::status, Uids.ENCODE_STATUS, outputs.status(), Uids.STATUS);
        write(attempts, OutputRecords::attempt, Uids.ENCODE_ATTEMPTS, outputs.attempts(), Uids.ATTEMPTS);
        write(rejected, OutputRecords::rejected, Uids.ENCODE_REJECTED, outputs.rejected(), Uids.REJECTED);
        write(
                status.getSideOutput(Deliver.ANSWERS),
                OutputRecords::answer,
                Uids.ENCODE_ANSWERS,
                outputs.answers(),
                Uids.ANSWERS);
    }

    private static SingleOutputStreamOperator<RawRecord> read(
            StreamExecutionEnvironment environment, Source<RawRecord, ?, ?> source, String uid) {
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), uid, RecordTypes.RAW_RECORD)
                .uid(uid);
    }

    private static DataStream<Rejected> rejectedBy(SingleOutputStreamOperator<?> stage) {
        return stage.getSideOutput(Rejections.TAG);
    }

    // each sink is its own chain: a slow one blocks others only once its buffers are full
    private static <T> void write(
            DataStream<T> stream,
            MapFunction<T, OutputRecord> encode,
            String encodeUid,
            @Nullable Sink<OutputRecord> sink,
            String uid) {
        if (sink != null) {
            stream.map(encode)
                    .returns(OutputRecord.TYPE)
                    .uid(encodeUid)
                    .name(encodeUid)
                    .sinkTo(sink)
                    .uid(uid)
                    .name(uid)
                    .disableChaining();
        }
    }
}
