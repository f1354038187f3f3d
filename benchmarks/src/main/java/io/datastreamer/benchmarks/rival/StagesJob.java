package io.datastreamer.benchmarks.rival;

import io.datastreamer.job.Assembly;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.enrich.Enrich;
import io.datastreamer.job.ingest.Ends;
import io.datastreamer.job.normalize.Normalize;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's own stages up to the document, and then a sink on {@code AsyncSinkBase} in place of {@code deliver}: what
 * journals, cursors and lanes cost. Keyed state as the job has it, in the heap; time between checkpoints, too.
 */
public final class StagesJob {
    private StagesJob() {}

    public static void main(String[] args) throws Exception {
        RivalOptions options = RivalOptions.parse(args);
        Ends ends = Ends.of(StreamerConfig.parse(new String[] {
            "--kafka.bootstrap-servers", options.kafka(),
            "--kafka.group.id", "stages",
            "--network-records", "kafka:" + options.networkRecords() + "?from=earliest",
            "--billing-records", "kafka:" + options.billingRecords() + "?from=earliest",
            "--sims", "file:" + options.reference().resolve("sims.jsonl"),
            "--catalog", "file:" + options.reference().resolve("catalog.jsonl"),
            "--streams", "file:" + options.reference().resolve("no-streams.jsonl")
        }));
        StreamExecutionEnvironment environment = AsyncSinkJob.environment(options);
        DataStream<KeyedRecord> records = Decode.sims(read(environment, ends, StreamerOptions.SIMS))
                .union(
                        Decode.networkRecords(read(environment, ends, StreamerOptions.NETWORK_RECORDS)),
                        Decode.billingRecords(read(environment, ends, StreamerOptions.BILLING_RECORDS)));
        StreamerConfig defaults = StreamerConfig.defaults();
        Normalize.normalize(
                        Enrich.enrich(
                                records,
                                Decode.catalog(read(environment, ends, StreamerOptions.CATALOG)),
                                Assembly.enrichSettings(defaults)),
                        defaults.get(StreamerOptions.HISTORY_RETENTION))
                .map(Letter::of)
                .returns(TypeInformation.of(Letter.class))
                .sinkTo(new DocumentSink(options.toArguments().toArray(String[]::new), options.batch()));
        environment.execute("the job's stages with AsyncSinkBase");
    }

    private static DataStream<RawRecord> read(StreamExecutionEnvironment environment, Ends ends, Option<String> input) {
        return environment.fromSource(
                ends.source(input, RecordTypes.RAW_RECORD),
                WatermarkStrategy.noWatermarks(),
                input.key(),
                RecordTypes.RAW_RECORD);
    }
}
