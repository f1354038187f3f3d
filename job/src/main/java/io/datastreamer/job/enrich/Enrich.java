package io.datastreamer.job.enrich;

import io.datastreamer.job.Uids;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The joining of records with reference data. */
public final class Enrich {
    private Enrich() {}

    /**
     * Each record with its reference data, in the order of the records of an IMSI; rejected ones are on the side output
     * {@link Rejections#TAG}.
     *
     * @param records network records, billing records and SIM lines
     * @param catalog the catalog's entries, whose order among each other does not matter
     */
    public static SingleOutputStreamOperator<Enriched> enrich(
            DataStream<KeyedRecord> records, DataStream<CatalogEntry> catalog, EnrichSettings settings) {
        return records.keyBy(KeyedRecord::key, Types.STRING)
                .connect(gather(catalog).broadcast(EnrichFunction.CATALOG))
                .process(new EnrichFunction(settings), RecordTypes.ENRICHED)
                .uid(Uids.ENRICH)
                .name(Uids.ENRICH);
    }

    // a single subtask, as its one key could only ever be at one
    private static DataStream<List<CatalogEntry>> gather(DataStream<CatalogEntry> catalog) {
        return catalog.keyBy(entry -> GatherFunction.KEY, Types.BYTE)
                .process(new GatherFunction(), RecordTypes.CATALOG_CHANGES)
                .uid(Uids.GATHER_CATALOG)
                .name(Uids.GATHER_CATALOG)
                .setParallelism(1);
    }
}
