package io.datastreamer.job.decode;

import io.datastreamer.contract.Instruction;
import io.datastreamer.job.element.ElementFormat;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The entry to decoding, one method for each input. Each result has rejected records on its side output {@link
 * Rejections#TAG}, and is chained to its source.
 */
public final class Decode {
    /** Name of the accumulator, a long, that counts rejects of input that cannot be read. */
    public static final String DAMAGED = "damaged";

    /** Side output of {@link #sessions}: numbers that elements gave to what they wrote. */
    static final OutputTag<NumberSpan> NUMBERS = new OutputTag<>("numbers", RecordTypes.NUMBER_SPAN);

    private Decode() {}

    /** Decodes raw network records (data contract, section 1). */
    public static SingleOutputStreamOperator<KeyedRecord> networkRecords(DataStream<RawRecord> raw) {
        return decode(raw, new NetworkRecordDecoder(), RecordTypes.KEYED_RECORD, Uids.DECODE_NETWORK_RECORDS);
    }

    /** Decodes raw billing records (data contract, section 2). */
    public static SingleOutputStreamOperator<KeyedRecord> billingRecords(DataStream<RawRecord> raw) {
        return decode(raw, new BillingRecordDecoder(), RecordTypes.KEYED_RECORD, Uids.DECODE_BILLING_RECORDS);
    }

    /**
     * Decodes raw network and billing records of a source by name.
     *
     * @param uid the operator's, made of the source's name
     */
    public static SingleOutputStreamOperator<KeyedRecord> records(DataStream<RawRecord> raw, String uid) {
        return decode(raw, new RecordDecoder(), RecordTypes.KEYED_RECORD, uid);
    }

    /**
     * Decodes records of a network element.
     *
     * @param uid the operator's, made of the source's name
     */
    public static SingleOutputStreamOperator<SessionRecord> sessions(
            DataStream<RawRecord> raw, ElementFormat format, String uid) {
        return raw.process(new ElementFunction(format), RecordTypes.SESSION_RECORD)
                .uid(uid)
                .name(uid);
    }

    /**
     * Gathers the numbers that elements gave to their records and files, as far as they have come.
     *
     * @param sessions the result of {@link #sessions}
     * @param uid the operator's, made of the source's name
     */
    public static DataStream<NumberSpan> numbers(SingleOutputStreamOperator<SessionRecord> sessions, String uid) {
        return sessions.getSideOutput(NUMBERS)
                .transform(uid, RecordTypes.NUMBER_SPAN, new NumberRuns())
                .uid(uid);
    }

    /** Decodes lines of the SIM registry, or tombstones whose key is the IMSI (data contract, section 3). */
    public static SingleOutputStreamOperator<KeyedRecord> sims(DataStream<RawRecord> raw) {
        return decode(raw, new SimDecoder(), RecordTypes.KEYED_RECORD, Uids.DECODE_SIMS);
    }

    /** Decodes entries of the catalog (data contract, section 3). */
    public static SingleOutputStreamOperator<CatalogEntry> catalog(DataStream<RawRecord> raw) {
        return decode(raw, new CatalogDecoder(), RecordTypes.CATALOG_ENTRY, Uids.DECODE_CATALOG);
    }

    /**
     * Decodes versions of data streams, or tombstones whose key is the stream's id (data contract, section 6). They
     * contain secrets, so rejected ones are passed on without their bytes; their position says where to look.
     */
    public static SingleOutputStreamOperator<Instruction> streams(DataStream<RawRecord> raw) {
        return raw.process(new DecodeFunction<>(new StreamDecoder(), true), RecordTypes.INSTRUCTION)
                .uid(Uids.DECODE_STREAMS)
                .name(Uids.DECODE_STREAMS);
    }

    /** Decodes questions about documents (data contract, section 8). */
    public static SingleOutputStreamOperator<Instruction> questions(DataStream<RawRecord> raw) {
        return decode(raw, new QuestionDecoder(), RecordTypes.INSTRUCTION, Uids.DECODE_QUESTIONS);
    }

    private static <T> SingleOutputStreamOperator<T> decode(
            DataStream<RawRecord> raw, Decoder<T> decoder, TypeInformation<T> type, String uid) {
        return raw.process(new DecodeFunction<>(decoder, false), type).uid(uid).name(uid);
    }
}
