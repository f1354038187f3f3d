package io.datastreamer.job;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.SourceConfig;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.config.UpdateEvents;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.ingest.Ends;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.record.wire.RecordTypes;
import java.util.ArrayList;
import java.util.List;

/** Assembles the job from options: the one place where options become the settings of stages. */
public final class Assembly {
    private Assembly() {}

    /**
     * Assembles the whole job.
     *
     * @param ends that have been read
     * @throws OptionException when a mapping, an address range or an address of a service is not valid, or a secret of
     *     the operator's cannot be read
     */
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
                ends.source(StreamerOptions.STREAMS, RecordTypes.RAW_RECORD),
                ends.has(StreamerOptions.QUESTIONS)
                        ? ends.source(StreamerOptions.QUESTIONS, RecordTypes.RAW_RECORD)
                        : null);
        var outputs = new StreamerTopology.Outputs(
                ends.has(StreamerOptions.STATUS) ? ends.sink(StreamerOptions.STATUS) : null,
                ends.has(StreamerOptions.ATTEMPTS) ? ends.sink(StreamerOptions.ATTEMPTS) : null,
                ends.has(StreamerOptions.REJECTED) ? ends.sink(StreamerOptions.REJECTED) : null,
                ends.has(StreamerOptions.ANSWERS) ? ends.sink(StreamerOptions.ANSWERS) : null);
        return new StreamerTopology(
                inputs,
                outputs,
                mediateSettings(config),
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

    /** How sessions are put together, as the options say. */
    public static MediateSettings mediateSettings(StreamerConfig config) {
        return new MediateSettings(
                config.get(StreamerOptions.SESSION_IDLE),
                config.get(StreamerOptions.CLOSED_KEPT),
                config.get(StreamerOptions.MAX_SESSIONS),
                config.get(StreamerOptions.UPDATE_EVENTS) == UpdateEvents.ALL,
                config.get(StreamerOptions.GAP_WAIT));
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
