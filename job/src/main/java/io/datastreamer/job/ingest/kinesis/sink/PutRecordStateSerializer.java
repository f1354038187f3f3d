package io.datastreamer.job.ingest.kinesis.sink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Writes records that are still to be sent to checkpoints, and reads them. */
final class PutRecordStateSerializer extends AsyncSinkWriterStateSerializer<PutRecord> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    protected void serializeRequestToStream(PutRecord record, DataOutputStream out) throws IOException {
        out.writeUTF(record.partitionKey());
        out.writeInt(record.data().length);
        out.write(record.data());
    }

    @Override
    protected PutRecord deserializeRequestFromStream(long bytes, DataInputStream in) throws IOException {
        String partitionKey = in.readUTF();
        byte[] data = new byte[in.readInt()];
        in.readFully(data);
        return new PutRecord(partitionKey, data);
    }
}
