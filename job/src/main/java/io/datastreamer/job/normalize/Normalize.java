package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The entry to the making of public documents. */
public final class Normalize {
    private Normalize() {}

    /**
     * Makes each record's document, in the order of the records. Rejected records are on the side output {@link
     * Rejections#TAG}.
     *
     * @param retention how long documents are kept; those that are already older are counted
     */
    public static SingleOutputStreamOperator<Document> normalize(DataStream<Enriched> enriched, Duration retention) {
        return enriched.process(new NormalizeFunction(retention), RecordTypes.DOCUMENT)
                .uid(Uids.NORMALIZE)
                .name(Uids.NORMALIZE);
    }
}
