package io.datastreamer.job.decode;

import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;

/**
 * Decodes inputs that mix raw network records and raw billing records: a record with an operation is a network record.
 */
final class RecordDecoder implements Decoder<KeyedRecord> {
    private static final long serialVersionUID = 1L;

    private enum Member {
        OPERATION
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.noneOf(Member.class));

    private final NetworkRecordDecoder network = new NetworkRecordDecoder();
    private final BillingRecordDecoder billing = new BillingRecordDecoder();

    @Override
    public KeyedRecord decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        reader.open(raw.bytes());
        boolean isNetwork = reader.next(MEMBERS) != null;
        return isNetwork ? network.decode(raw, reader) : billing.decode(raw, reader);
    }
}
