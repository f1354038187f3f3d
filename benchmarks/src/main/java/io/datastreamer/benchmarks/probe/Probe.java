package io.datastreamer.benchmarks.probe;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A small Flink job in this process that posts documents of many tenants in turn, at a rate. */
public final class Probe implements AutoCloseable {
    /** More than the requests' own timeout, so that that one counts. */
    private static final long TIMEOUT_SECONDS = 40;

    private static final int CAPACITY = 256;
    /** Without end, and yet no more digits than the farm reads as an id. */
    private static final long MOST_DOCUMENTS = 1_000_000_000_000_000L;

    private final JobClient job;

    /** What posts the documents. */
    public enum Means {
        /** {@code AsyncSinkBase}. */
        ASYNC_SINK("AsyncSinkBase"),
        /** {@code AsyncDataStream.unorderedWait}. */
        UNORDERED_WAIT("AsyncDataStream.unorderedWait");

        private final String title;

        Means(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * Starts it.
     *
     * @param urls of the tenants' endpoints
     * @param webPort where Flink tells of it
     */
    public Probe(Means means, List<String> urls, int perSecond, int parallelism, long checkpointMillis, int webPort)
            throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.PORT, webPort);
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, 1000);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(settings);
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(checkpointMillis);
        Tenants tenants = new Tenants(List.copyOf(urls));
        DataStream<Long> documents = environment
                .fromSource(new NumberSequenceSource(0, MOST_DOCUMENTS), WatermarkStrategy.noWatermarks(), "numbers")
                .map(new Pace(perSecond));
        switch (means) {
            case ASYNC_SINK -> documents.sinkTo(new TenantSink(tenants));
            case UNORDERED_WAIT ->
                AsyncDataStream.unorderedWait(
                                documents, new PostFunction(tenants), TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY)
                        .sinkTo(new DiscardingSink<>());
        }
        job = environment.executeAsync("probe: " + means);
    }

    @Override
    public void close() throws InterruptedException {
        try {
            job.cancel().get();
        } catch (ExecutionException e) {
            // it has ended already
        }
    }
}
