package io.datastreamer.benchmarks.rival;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job in this process: Kafka's source, the document in a function, and a sink on {@code AsyncSinkBase}. It has the
 * job's own parallelism and time between checkpoints.
 */
public final class AsyncSinkJob {
    private static final int PARALLELISM = 2;
    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

    private AsyncSinkJob() {}

    public static void main(String[] args) throws Exception {
        RivalOptions options = RivalOptions.parse(args);
        StreamExecutionEnvironment environment = environment(options);
        KafkaSource<Letter> source = KafkaSource.<Letter>builder()
                .setBootstrapServers(options.kafka())
                .setGroupId("async-sink")
                .setTopics(options.networkRecords(), options.billingRecords())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(new DocumentSchema(options.reference().toString(), options.networkRecords()))
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "records", TypeInformation.of(Letter.class))
                .sinkTo(new DocumentSink(options.toArguments().toArray(String[]::new), options.batch()));
        environment.execute("documents with AsyncSinkBase");
    }

    /** In this process, with checkpoints as the job takes them. */
    static StreamExecutionEnvironment environment(RivalOptions options) {
        Configuration flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                options.checkpoints().toUri().toString());
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        // one that fails is told of, and not measured while it starts again
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
    }
}
