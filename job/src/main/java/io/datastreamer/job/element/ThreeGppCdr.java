package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.CdrFrames;
import io.datastreamer.job.element.cdr.CdrHeaders;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;

/**
 * Decodes charging data records of gateways, SGSNs and charging functions (3GPP TS 32.298, BER), with or without the
 * headers of TS 32.297 before them. Unknown members are skipped.
 */
public final class ThreeGppCdr implements ElementDecoder {
    /** The format's name. */
    public static final String FORMAT = "3gpp-cdr";

    private static final int SMALLEST = 2;

    private final CdrRecord record = new CdrRecord();
    private final CdrFields fields;
    private final BearerCdr bearers;
    private final MobilityCdr mobility;
    private final MessageCdr messages;
    private final ChargingFunctionCdr chargingFunctions;
    private final ArrayOctets octets = new ArrayOctets();

    public ThreeGppCdr(ElementSettings settings) {
        fields = new CdrFields(settings);
        bearers = new BearerCdr(fields);
        mobility = new MobilityCdr(fields);
        messages = new MessageCdr(fields);
        chargingFunctions = new ChargingFunctionCdr(fields, messages);
    }

    @Override
    public void decode(RawRecord raw, Output out) throws MalformedRecord {
        byte[] bytes = raw.bytes();
        int from = behindFileHeader(bytes, out);
        if (from == bytes.length && from > 0) {
            out.unused("the header of a file, without a record behind it");
            return;
        }
        if (bytes.length - from < SMALLEST) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: has only " + bytes.length + " octets");
        }
        octets.bytes = bytes;
        boolean bare = CdrFrames.element(octets, from) == bytes.length - from;
        int begin = bare ? from : behindRecordHeader(bytes, from);
        CdrTable table = record.openRecord(bytes, begin, bytes.length);
        if (table == null) {
            out.unused("records of the type [" + record.choice() + "] are not read"
                    + (bare ? "" : " (" + CdrHeaders.origin(bytes, from) + ")"));
            return;
        }
        switch (table) {
            case PGW_CDR, SGW_CDR, S_CDR -> bearers.read(table, record, raw, out);
            case M_CDR -> mobility.read(record, raw, out);
            case S_SMO_CDR, S_SMT_CDR -> messages.read(table, record, raw, out);
            case CHF_CDR -> chargingFunctions.read(record, raw, out);
            case CHANGE_LOCATION, PDU_SESSION_INFORMATION, SMS_INFORMATION, NETWORK_FUNCTION ->
                throw new IllegalStateException(table + " is no record");
        }
    }

    // passes on what the header says of the file, whatever its first record is
    private int behindFileHeader(byte[] bytes, Output out) {
        octets.bytes = bytes;
        if (CdrFrames.framed(octets, 0) == bytes.length) {
            return 0;
        }
        int header = CdrFrames.fileHeader(octets, 0);
        if (header <= 0 || header > bytes.length) {
            return 0;
        }
        String element = CdrHeaders.fileAddress(bytes, 0, fields.texts());
        int lost = CdrHeaders.lost(bytes, 0);
        if (lost > 0) {
            out.lost(element == null ? "" : element, lost, CdrHeaders.isLostExact(bytes, 0));
        }
        if (element != null) {
            out.numbered(element, Numbers.FILES, CdrHeaders.fileNumber(bytes, 0));
        }
        return header;
    }

    private int behindRecordHeader(byte[] bytes, int from) throws MalformedRecord {
        if (bytes.length - from >= 5) {
            int begin = from + CdrFrames.recordHeader(octets, from);
            int length = CdrFrames.lengthInHeader(octets, from);
            int format = CdrHeaders.format(bytes, from);
            if (length == bytes.length - begin && format != CdrHeaders.BER) {
                throw new MalformedRecord(
                        Reason.UNREADABLE,
                        "record: is in " + CdrHeaders.formatText(format) + " (" + CdrHeaders.origin(bytes, from)
                                + "), only BER is read");
            }
            if (length == bytes.length - begin) {
                return begin;
            }
        }
        throw new MalformedRecord(
                Reason.UNREADABLE, "record: is no charging data record, or its header has another length than itself");
    }

    /** Octets of an array. */
    private static final class ArrayOctets implements CdrFrames.Octets {
        private byte[] bytes = {};

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public byte at(int place) {
            return bytes[place];
        }
    }
}
