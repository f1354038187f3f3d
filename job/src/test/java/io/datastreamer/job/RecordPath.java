package io.datastreamer.job;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.enrich.Enrich;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.normalize.Normalize;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.RecordTypes;
import io.datastreamer.job.reject.Rejections;
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

/** Runs the stages from raw records to documents as a job of its own, on bounded inputs. */
final class RecordPath {
    private final StreamExecutionEnvironment environment;
    private final String run = UUID.randomUUID().toString();

    RecordPath(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        KeptMetrics.addTo(configuration, run);
        environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    /**
     * What came out, in the order in which it did.
     *
     * @param metrics sums over all subtasks, by operator and metric: {@code enrich.waiting}
     */
    record Result(List<Document> documents, List<Rejected> rejected, Map<String, Long> metrics) {
        long metric(String operator, String name) {
            return metrics.getOrDefault(operator + "." + name, 0L);
        }
    }

    Result run(
            List<RawRecord> networkRecords,
            List<RawRecord> billingRecords,
            List<RawRecord> sims,
            List<RawRecord> catalog)
            throws Exception {
        SingleOutputStreamOperator<KeyedRecord> network = Decode.networkRecords(source("network", networkRecords));
        SingleOutputStreamOperator<KeyedRecord> billing = Decode.billingRecords(source("billing", billingRecords));
        SingleOutputStreamOperator<KeyedRecord> registry = Decode.sims(source("sims", sims));
        SingleOutputStreamOperator<CatalogEntry> entries = Decode.catalog(source("catalog", catalog));
        SingleOutputStreamOperator<Enriched> enriched =
                Enrich.enrich(network.union(billing, registry), entries, EnrichSettings.DEFAULT);
        SingleOutputStreamOperator<Document> documents = Normalize.normalize(enriched);
        DataStream<Rejected> rejected = network.getSideOutput(Rejections.TAG)
                .union(
                        billing.getSideOutput(Rejections.TAG),
                        registry.getSideOutput(Rejections.TAG),
                        entries.getSideOutput(Rejections.TAG),
                        enriched.getSideOutput(Rejections.TAG),
                        documents.getSideOutput(Rejections.TAG));
        collect("documents", documents);
        collect("rejected", rejected);
        environment.execute();
        return new Result(
                Collected.take(run + "documents", Document.class),
                Collected.take(run + "rejected", Rejected.class),
                KeptMetrics.sums(run));
    }

    private DataStream<RawRecord> source(String name, List<RawRecord> records) {
        return environment.fromData(records, RecordTypes.RAW_RECORD).uid(name);
    }

    private <T> void collect(String name, DataStream<T> stream) {
        stream.process(new Collected<>(run + name), stream.getType())
                .uid("collect-" + name)
                .sinkTo(new DiscardingSink<>())
                .uid("sink-" + name);
    }

    /** Keeps what passes, by the name of the run. */
    private static final class Collected<T> extends ProcessFunction<T, T> {
        private static final long serialVersionUID = 1L;
        private static final Map<String, Queue<Object>> BY_NAME = new ConcurrentHashMap<>();

        private final String name;

        Collected(String name) {
            this.name = name;
        }

        static <T> List<T> take(String name, Class<T> type) {
            List<T> taken = new ArrayList<>();
            Queue<Object> queue = BY_NAME.remove(name);
            if (queue != null) {
                queue.forEach(element -> taken.add(type.cast(element)));
            }
            return taken;
        }

        @Override
        public void processElement(T element, Context context, Collector<T> out) {
            BY_NAME.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>()).add(element);
        }
    }
}
