package io.datastreamer.job.decode;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Instruction;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes versions of data streams, using the contract's own codec. */
final class StreamDecoder implements Decoder<Instruction> {
    private static final long serialVersionUID = 1L;

    @Override
    public Instruction decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        try {
            if (raw.bytes().length > 0) {
                return DataStreamCodec.read(raw.bytes());
            }
            if (raw.key() != null) {
                return DataStreamCodec.readTombstone(new String(raw.key(), UTF_8));
            }
        } catch (ContractException e) {
            throw new MalformedRecord(Reason.MEMBER_WRONG, String.valueOf(e.getMessage()));
        }
        throw new MalformedRecord(Reason.UNREADABLE, "record: is empty and has no key");
    }
}
