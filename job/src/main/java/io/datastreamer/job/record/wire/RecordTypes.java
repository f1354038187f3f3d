package io.datastreamer.job.record.wire;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.CatalogEntrySerializer;
import io.datastreamer.job.record.DataStreamSerializer;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.StoredStream;
import io.datastreamer.job.serial.ValueType;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/** Flink's types of what stages pass to each other: name one wherever an operator's output is declared. */
public final class RecordTypes {
    /** Records of sources. */
    public static final ValueType<RawRecord> RAW_RECORD = new ValueType<>(RawRecord.class, new RawRecordSerializer());

    /** Records of sessions, from network elements. */
    public static final ValueType<SessionRecord> SESSION_RECORD =
            new ValueType<>(SessionRecord.class, new SessionRecordSerializer());

    /** Numbers that network elements gave to what they wrote. */
    public static final ValueType<NumberSpan> NUMBER_SPAN =
            new ValueType<>(NumberSpan.class, new NumberSpanSerializer());

    /** Records keyed by IMSI or organisation, before they are enriched. */
    public static final ValueType<KeyedRecord> KEYED_RECORD =
            new ValueType<>(KeyedRecord.class, new KeyedRecordSerializer());

    /** One entry of the catalog. */
    public static final ValueType<CatalogEntry> CATALOG_ENTRY =
            new ValueType<>(CatalogEntry.class, new CatalogEntrySerializer());

    /** Entries of the catalog that are broadcast together. */
    public static final TypeInformation<List<CatalogEntry>> CATALOG_CHANGES = new ListTypeInfo<>(CATALOG_ENTRY);

    /** A record with its reference data; it stays within the chain of enrich and normalize. */
    public static final ValueType<Enriched> ENRICHED = new ValueType<>(Enriched.class, new ChainedSerializer<>());

    /** Documents to deliver. */
    public static final ValueType<Document> DOCUMENT = new ValueType<>(Document.class, new DocumentSerializer());

    /** A data stream's configuration. */
    public static final ValueType<StoredStream> DATA_STREAM =
            new ValueType<>(StoredStream.class, new DataStreamSerializer());

    /** A change of a data stream's configuration, or a question. */
    public static final ValueType<Instruction> INSTRUCTION =
            new ValueType<>(Instruction.class, new InstructionSerializer());

    private RecordTypes() {}
}
