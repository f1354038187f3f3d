package io.datastreamer.job.enrich;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes the operator with what Flink gives to it. */
final class EnrichOperatorFactory extends AbstractStreamOperatorFactory<Enriched>
        implements TwoInputStreamOperatorFactory<KeyedRecord, List<CatalogEntry>, Enriched> {
    private static final long serialVersionUID = 1L;

    private final EnrichSettings settings;
    private final Slice.Ticker ticker;

    /** With the time by which its slices are measured. */
    EnrichOperatorFactory(EnrichSettings settings, Slice.Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    // the signature is Flink's
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    @Override
    public <T extends StreamOperator<Enriched>> T createStreamOperator(StreamOperatorParameters<Enriched> parameters) {
        return (T) new EnrichOperator(parameters, settings, ticker);
    }

    @SuppressWarnings("rawtypes")
    @Override
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return EnrichOperator.class;
    }
}
