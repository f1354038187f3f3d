package io.datastreamer.job.record.wire;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.QuestionCodec;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes and reads {@link Instruction}s: whether it is a question, and then the question or the change of a data
 * stream.
 */
public final class InstructionSerializer extends ValueSerializer<Instruction> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    private static final StreamChangeSerializer CHANGES = new StreamChangeSerializer();

    InstructionSerializer(int readVersion) {
        super(readVersion);
    }

    InstructionSerializer() {
        this(V1);
    }

    @Override
    protected void write(Instruction instruction, DataOutputView out) throws IOException {
        out.writeBoolean(instruction instanceof Question);
        if (instruction instanceof Question question) {
            Wire.writeBytes(out, QuestionCodec.write(question));
        } else if (instruction instanceof StreamChange change) {
            CHANGES.serialize(change, out);
        }
    }

    @Override
    protected Instruction read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        boolean isQuestion = in.readBoolean();
        if (!isQuestion) {
            return CHANGES.deserialize(in);
        }
        try {
            return QuestionCodec.read(Wire.readBytes(in));
        } catch (ContractException e) {
            throw new IOException("a question cannot be read back: " + e.getMessage(), e);
        }
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Instruction> {
        public Snapshot() {
            super(V1, InstructionSerializer::new);
        }
    }
}
