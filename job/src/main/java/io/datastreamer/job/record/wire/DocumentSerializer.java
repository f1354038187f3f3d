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
    private static final int V1 = 1;

    /** Reads the given version. */
    public DocumentSerializer(int readVersion) {
        super(readVersion);
    }

    /** Reads what it writes. */
    public DocumentSerializer() {
        this(V1);
    }

    @Override
    protected void write(Document document, DataOutputView out) throws IOException {
        Wire.writeNumber(out, document.organisationId());
        out.writeByte(document.kind().code());
        Wire.writeNumber(out, document.eventType());
        Wire.writeString(out, document.simKey());
        Wire.writeNumber(out, document.id());
        Wire.writeNumber(out, document.sourceTimestamp());
        Wire.writeBytes(out, document.json());
        Wire.writeBytes(out, document.supplement());
    }

    @Override
    protected Document read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new Document(
                Wire.readNumber(in),
                RecordKind.ofCode(in.readByte()),
                Wire.readInt(in),
                Wire.readString(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readBytes(in),
                Wire.readBytes(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Document> {
        public Snapshot() {
            super(V1, DocumentSerializer::new);
        }
    }
}
