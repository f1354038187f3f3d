package io.datastreamer.job;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.enrich.Enrich;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.normalize.Normalize;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Runs the stages from raw records to documents as a separate job. */
final class RecordPath {
    private static final Duration RETENTION = Duration.ofDays(20);

    private final StreamExecutionEnvironment environment;
    private final EnrichSettings settings;
    private final String run = UUID.randomUUID().toString();

    /** Checks the output in the task's thread; an exception makes the job fail. */
    interface Check<T> extends Serializable {
        void accept(T value);
    }

    RecordPath(int parallelism) {
        this(parallelism, Assembly.enrichSettings(StreamerConfig.defaults()));
    }

    RecordPath(int parallelism, EnrichSettings settings) {
        this.settings = settings;
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        KeptMetrics.addTo(configuration, run);
        environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    /**
     * The output, in its order.
     *
     * @param metrics sums over all subtasks, by operator and metric: {@code enrich.waiting}
     */
    record Result(List<Document> documents, List<Rejected> rejected, Map<String, Long> metrics) {
        long metric(String operator, String name) {
            return metrics.getOrDefault(operator + "." + name, 0L);
        }
    }

    /** Runs the job on lists, until they end. */
    Result run(
            List<RawRecord> networkRecords,
            List<RawRecord> billingRecords,
            List<RawRecord> sims,
            List<RawRecord> catalog)
            throws Exception {
        String name = run;
        add(
                source("network", networkRecords),
                source("billing", billingRecords),
                source("sims", sims),
                source("catalog", catalog),
                document -> Kept.add(name + "documents", document),
                rejected -> Kept.add(name + "rejected", rejected));
        environment.execute();
        return new Result(
                Kept.take(run + "documents", Document.class), Kept.take(run + "rejected", Rejected.class), metrics());
    }

    /** Adds the stages after sources of the {@link #environment}. */
    void add(
            DataStream<RawRecord> networkRecords,
            DataStream<RawRecord> billingRecords,
            DataStream<RawRecord> sims,
            DataStream<RawRecord> catalog,
            Check<Document> checkDocument,
            Check<Rejected> checkRejected) {
        SingleOutputStreamOperator<KeyedRecord> network = Decode.networkRecords(networkRecords);
        SingleOutputStreamOperator<KeyedRecord> billing = Decode.billingRecords(billingRecords);
        SingleOutputStreamOperator<KeyedRecord> registry = Decode.sims(sims);
        SingleOutputStreamOperator<CatalogEntry> entries = Decode.catalog(catalog);
        SingleOutputStreamOperator<Enriched> enriched =
                Enrich.enrich(network.union(billing, registry), entries, settings);
        SingleOutputStreamOperator<Document> documents = Normalize.normalize(enriched, RETENTION);
        DataStream<Rejected> rejected = network.getSideOutput(Rejections.TAG)
                .union(
                        billing.getSideOutput(Rejections.TAG),
                        registry.getSideOutput(Rejections.TAG),
                        entries.getSideOutput(Rejections.TAG),
                        enriched.getSideOutput(Rejections.TAG),
                        documents.getSideOutput(Rejections.TAG));
        check("documents", documents, document -> checkDocument.accept(document.kept()));
        check("rejected", rejected, checkRejected);
    }

    StreamExecutionEnvironment environment() {
        return environment;
    }

    /** Sums over all subtasks, by operator and metric: {@code enrich.waiting}. */
    Map<String, Long> metrics() {
        return KeptMetrics.sums(run);
    }

    private DataStream<RawRecord> source(String name, List<RawRecord> records) {
        return environment.fromData(records, RecordTypes.RAW_RECORD).uid(name);
    }

    private static <T> void check(String name, DataStream<T> stream, Check<T> check) {
        stream.process(new Checked<>(check), stream.getType())
                .uid("check-" + name)
                .sinkTo(new DiscardingSink<>())
                .uid("sink-" + name);
    }

    /** Calls the check for each value that passes. */
    private static final class Checked<T> extends ProcessFunction<T, T> {
        private static final long serialVersionUID = 1L;

        private final Check<T> check;

        Checked(Check<T> check) {
            this.check = check;
        }

        @Override
        public void processElement(T element, Context context, Collector<T> out) {
            check.accept(element);
        }
    }

    /** The outputs of the jobs in this process, by name. */
    private static final class Kept {
        private static final Map<String, Queue<Object>> BY_NAME = new ConcurrentHashMap<>();

        private Kept() {}

        static void add(String name, Object element) {
            BY_NAME.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>()).add(element);
        }

        static <T> List<T> take(String name, Class<T> type) {
            List<T> taken = new ArrayList<>();
            Queue<Object> queue = BY_NAME.remove(name);
            if (queue != null) {
                queue.forEach(element -> taken.add(type.cast(element)));
            }
            return taken;
        }
    }
}
