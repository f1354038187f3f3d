package io.datastreamer.job;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.SourceConfig;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.ingest.Ends;
import io.datastreamer.job.ingest.files.Framing;
import io.datastreamer.job.record.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class: submits the job to the cluster that it is started on, or runs it in this process where there is none.
 */
public final class StreamerJob {
    private static final String NAME = "data-streamer";

    private StreamerJob() {}

    /**
     * Starts the job.
     *
     * @param args options as {@code --KEY VALUE}, or {@code --version} alone
     * @throws Exception on a cluster, when an option is not valid or the job cannot be submitted; a run in this process
     *     ends with an {@link ExitCode} instead
     */
    public static void main(String[] args) throws Exception {
        if (Version.isAskedFor(args)) {
            System.out.println(Version.text());
            return;
        }
        if (StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment) {
            System.exit(LocalRun.of(args).code());
        }
        StreamerConfig config = StreamerConfig.parse(args);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.forCluster(config));
        topology(config, Ends.of(config)).build(environment);
        environment.execute(NAME);
    }

    /** The job as the options say, with ends that have been read. */
    static StreamerTopology topology(StreamerConfig config, Ends ends) throws OptionException {
        var inputs = new StreamerTopology.Inputs(
                ends.has(StreamerOptions.NETWORK_RECORDS)
                        ? ends.source(StreamerOptions.NETWORK_RECORDS, RecordTypes.RAW_RECORD)
                        : null,
                ends.has(StreamerOptions.BILLING_RECORDS)
                        ? ends.source(StreamerOptions.BILLING_RECORDS, RecordTypes.RAW_RECORD)
                        : null,
                named(config, ends),
                ends.source(StreamerOptions.SIMS, RecordTypes.RAW_RECORD),
                ends.source(StreamerOptions.CATALOG, RecordTypes.RAW_RECORD),
                ends.source(StreamerOptions.STREAMS, RecordTypes.RAW_RECORD));
        var outputs = new StreamerTopology.Outputs(
                ends.has(StreamerOptions.STATUS) ? ends.sink(StreamerOptions.STATUS) : null,
                ends.has(StreamerOptions.ATTEMPTS) ? ends.sink(StreamerOptions.ATTEMPTS) : null,
                ends.has(StreamerOptions.REJECTED) ? ends.sink(StreamerOptions.REJECTED) : null);
        return new StreamerTopology(
                inputs,
                outputs,
                SourceFormats.mediation(config),
                enrichSettings(config),
                deliverOptions(config),
                HttpConnectors.of(config));
    }

    private static List<StreamerTopology.NamedSource> named(StreamerConfig config, Ends ends) throws OptionException {
        int maxRecordBytes = (int) config.get(StreamerOptions.MAX_RECORD_BYTES).getBytes();
        List<StreamerTopology.NamedSource> named = new ArrayList<>();
        for (SourceConfig source : config.sources()) {
            Framing framing = SourceFormats.framing(source, maxRecordBytes);
            named.add(new StreamerTopology.NamedSource(
                    source.name(),
                    SourceFormats.format(source),
                    ends.source(source.name(), framing, RecordTypes.RAW_RECORD)));
        }
        return named;
    }

    /** How records are enriched, as the options say. */
    public static EnrichSettings enrichSettings(StreamerConfig config) {
        return new EnrichSettings(
                config.get(StreamerOptions.ENRICH_WAIT),
                config.get(StreamerOptions.DEDUPE_WINDOW),
                config.get(StreamerOptions.DEDUPE_CAP),
                config.get(StreamerOptions.WAITING_CAP),
                config.get(StreamerOptions.SIM_CACHE),
                config.get(StreamerOptions.DELETED_SIM_KEPT));
    }

    /** How documents are delivered, as the options say. */
    public static DeliverOptions deliverOptions(StreamerConfig config) {
        return new DeliverOptions(
                config.get(StreamerOptions.HISTORY_RETENTION),
                config.get(StreamerOptions.START_SLACK),
                config.get(StreamerOptions.DRAIN_TIMEOUT),
                config.get(StreamerOptions.REQUEST_TIMEOUT),
                config.get(StreamerOptions.MAX_REQUESTS),
                config.get(StreamerOptions.REQUESTS_PER_SECOND),
                config.get(StreamerOptions.MAX_BYTES).getBytes(),
                config.get(StreamerOptions.BACKOFF_INITIAL),
                config.get(StreamerOptions.BACKOFF_MAX),
                config.get(StreamerOptions.BISECT_AFTER),
                config.get(StreamerOptions.STATUS_INTERVAL),
                config.get(StreamerOptions.EXPIRY_NOTICE),
                (int) config.get(StreamerOptions.SEGMENT_BYTES).getBytes(),
                (int) config.get(StreamerOptions.FRAME_BYTES).getBytes(),
                config.get(StreamerOptions.SEGMENT_AGE),
                config.get(StreamerOptions.JOURNAL_CACHE_BYTES).getBytes(),
                config.get(StreamerOptions.JOURNAL_TAIL_BYTES).getBytes());
    }
}
