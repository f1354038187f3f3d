package io.datastreamer.job.record.wire;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Document}s. */
public final class DocumentSerializer extends ValueSerializer<Document> {
    private static final long serialVersionUID = 1L;
    /** Documents are in no state, so nothing has the previous version. */
    private static final int V2 = 2;

    /** Creates a serializer that reads the given version. */
    public DocumentSerializer(int readVersion) {
        super(readVersion);
    }

    /** Creates a serializer that reads the version that it writes. */
    public DocumentSerializer() {
        this(V2);
    }

    @Override
    protected void write(Document document, DataOutputView out) throws IOException {
        Wire.writeNumber(out, document.organisationId());
        out.writeByte(document.kind().code());
        Wire.writeNumber(out, document.eventType());
        Wire.writeNumber(out, document.id());
        Wire.writeNumber(out, document.sourceTimestamp());
        Wire.writeNumber(out, document.simKeyLength());
        Wire.writeNumber(out, document.jsonLength());
        Wire.writeNumber(out, document.supplementLength());
        out.write(document.content(), 0, document.contentLength());
    }

    @Override
    protected Document read(int version, DataInputView in) throws IOException {
        if (version != V2) {
            throw unknownVersion(version);
        }
        long organisationId = Wire.readNumber(in);
        RecordKind kind = RecordKind.ofCode(in.readByte());
        int eventType = Wire.readInt(in);
        long id = Wire.readNumber(in);
        long sourceTimestamp = Wire.readNumber(in);
        int simKeyLength = Wire.readInt(in);
        int jsonLength = Wire.readInt(in);
        int supplementLength = Wire.readInt(in);
        byte[] content = new byte[simKeyLength + jsonLength + supplementLength];
        in.readFully(content);
        return new Document(
                organisationId,
                kind,
                eventType,
                id,
                sourceTimestamp,
                content,
                simKeyLength,
                jsonLength,
                supplementLength);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Document> {
        public Snapshot() {
            super(V2, DocumentSerializer::new);
        }
    }
}
