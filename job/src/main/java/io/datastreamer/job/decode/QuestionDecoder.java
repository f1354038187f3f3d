package io.datastreamer.job.decode;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.QuestionCodec;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;

/** Decodes questions, using the contract's own codec. */
final class QuestionDecoder implements Decoder<Instruction> {
    private static final long serialVersionUID = 1L;

    @Override
    public Instruction decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        try {
            return QuestionCodec.read(raw.bytes());
        } catch (ContractException e) {
            throw new MalformedRecord(Reason.MEMBER_WRONG, String.valueOf(e.getMessage()));
        }
    }
}
