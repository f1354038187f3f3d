package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.record.RawRecord;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Emits records as they are, with where they came from; the shard's position moves with them. */
final class ShardRecordEmitter implements RecordEmitter<ShardRecord, RawRecord, ShardReading> {
    @Override
    public void emitRecord(ShardRecord record, SourceOutput<RawRecord> out, ShardReading reading) {
        // a sequence number has up to 129 digits, so it is part of the name; the place within the record is the number
        String source = reading.prefix + record.sequence();
        out.collect(new RawRecord(
                record.data(),
                record.partitionKey().getBytes(UTF_8),
                source,
                record.index(),
                reading.times.of(record.arrivedMs(), source, record.index()),
                record.flaw()));
        reading.position = record.behind();
    }
}
