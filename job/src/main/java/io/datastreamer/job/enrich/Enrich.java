package io.datastreamer.job.enrich;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** The joining of records with reference data. */
public final class Enrich {
    /** Broadcast state: the catalog's entries by their name. The names of all states stand in savepoints. */
    static final MapStateDescriptor<String, CatalogEntry> CATALOG =
            new MapStateDescriptor<>("catalog", Types.STRING, RecordTypes.CATALOG_ENTRY);

    static final ValueStateDescriptor<Subscriber> SUBSCRIBER =
            new ValueStateDescriptor<>("subscriber", Subscriber.TYPE);
    static final ValueStateDescriptor<Long> FIRST_WAITING = new ValueStateDescriptor<>("first-waiting", Types.LONG);
    static final MapStateDescriptor<Long, WaitingRecord> WAITING =
            new MapStateDescriptor<>("waiting", Types.LONG, WaitingRecord.TYPE);
    /** Of a version before, in place of the two above. */
    static final ListStateDescriptor<WaitingRecord> WAITING_LIST =
            new ListStateDescriptor<>("waiting-records", WaitingRecord.TYPE);

    static final ListStateDescriptor<Long> WAITING_COUNTS = new ListStateDescriptor<>("waiting-counts", Types.LONG);

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
        KeyedStream<KeyedRecord, String> keyed = records.keyBy(KeyedRecord::key, Types.STRING);
        var environment = records.getExecutionEnvironment();
        TwoInputTransformation<KeyedRecord, List<CatalogEntry>, Enriched> transformation = new TwoInputTransformation<>(
                keyed.getTransformation(),
                gather(catalog).broadcast().getTransformation(),
                Uids.ENRICH,
                new EnrichOperatorFactory(settings, System::nanoTime),
                RecordTypes.ENRICHED,
                environment.getParallelism());
        transformation.setStateKeySelectors(keyed.getKeySelector(), null);
        transformation.setStateKeyType(Types.STRING);
        transformation.setUid(Uids.ENRICH);
        environment.addOperator(transformation);
        return new Joined(environment, transformation);
    }

    // a single subtask, as its one key could only ever be at one
    private static DataStream<List<CatalogEntry>> gather(DataStream<CatalogEntry> catalog) {
        return catalog.keyBy(entry -> GatherFunction.KEY, Types.BYTE)
                .process(new GatherFunction(), RecordTypes.CATALOG_CHANGES)
                .uid(Uids.GATHER_CATALOG)
                .name(Uids.GATHER_CATALOG)
                .setParallelism(1);
    }

    private static final class Joined extends SingleOutputStreamOperator<Enriched> {
        Joined(StreamExecutionEnvironment environment, TwoInputTransformation<?, ?, Enriched> transformation) {
            super(environment, transformation);
        }
    }
}
