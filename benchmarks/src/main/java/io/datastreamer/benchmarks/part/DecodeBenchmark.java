package io.datastreamer.benchmarks.part;

import io.datastreamer.benchmarks.stage.SimulatedRecords;
import io.datastreamer.job.decode.BillingRecordDecoder;
import io.datastreamer.job.decode.Decoder;
import io.datastreamer.job.decode.NetworkRecordDecoder;
import io.datastreamer.job.decode.RecordReader;
import io.datastreamer.job.decode.SimDecoder;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Records a second that one core decodes, from a source's bytes to a typed value. */
public class DecodeBenchmark extends SinglePart {
    private static final int RECORDS = 20_000;

    private final RecordReader reader = new RecordReader();
    private final Ring<KeyedRecord> networkRecords;
    private final Ring<KeyedRecord> billingRecords;
    private final Ring<KeyedRecord> sims;

    public DecodeBenchmark() {
        SimulatedRecords simulated = new SimulatedRecords(RECORDS);
        networkRecords = new Ring<>(new NetworkRecordDecoder(), simulated.networkRecords());
        billingRecords = new Ring<>(new BillingRecordDecoder(), simulated.billingRecords());
        sims = new Ring<>(new SimDecoder(), simulated.sims());
    }

    /** Decodes one record after the other, and begins anew after the last. */
    private static final class Ring<T> {
        private final Decoder<T> decoder;
        private final RawRecord[] records;
        private int next;

        Ring(Decoder<T> decoder, List<RawRecord> records) {
            this.decoder = decoder;
            this.records = records.toArray(RawRecord[]::new);
        }

        T decodeNext(RecordReader reader) throws MalformedRecord {
            RawRecord record = records[next];
            next = next + 1 == records.length ? 0 : next + 1;
            return reader.decode(decoder, record);
        }
    }

    /** Network records, of all event types as they come. */
    @Benchmark
    public KeyedRecord networkRecord() throws MalformedRecord {
        return networkRecords.decodeNext(reader);
    }

    /** Billing records. */
    @Benchmark
    public KeyedRecord billingRecord() throws MalformedRecord {
        return billingRecords.decodeNext(reader);
    }

    /** Lines of the SIM registry. */
    @Benchmark
    public KeyedRecord sim() throws MalformedRecord {
        return sims.decodeNext(reader);
    }
}
