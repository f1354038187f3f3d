package io.datastreamer.job.mediate;

import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.uid.Uids;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The entry to mediation. */
public final class Mediate {
    private Mediate() {}

    /**
     * Makes network and billing records from the records of sessions, in the order in which a session's records came.
     * Rejected records are on the side output {@link Rejections#TAG}.
     *
     * @param records of all sources
     */
    public static SingleOutputStreamOperator<KeyedRecord> mediate(
            DataStream<SessionRecord> records, MediateSettings settings) {
        return records.keyBy(SessionRecord::shardKey, Types.STRING)
                .process(new MediateFunction(settings), RecordTypes.KEYED_RECORD)
                .uid(Uids.MEDIATE)
                .name(Uids.MEDIATE);
    }

    /**
     * Reports numbers that elements gave to their records and files and that never came: in the log, and as metrics.
     *
     * @param numbers that have come, of all sources
     */
    public static void watchGaps(DataStream<NumberSpan> numbers, MediateSettings settings) {
        numbers.keyBy(NumberSpan::key, Types.STRING)
                .process(new GapFunction(settings.gapWait()), RecordTypes.NUMBER_SPAN)
                .uid(Uids.GAPS)
                .name(Uids.GAPS);
    }
}
