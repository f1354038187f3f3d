package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.RecordKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of files as a Parquet schema: every column may be null and has one type, whatever the batch. */
final class ParquetSchema {
    /** Holds any number of up to 38 digits. */
    static final int DECIMAL_BYTES = 16;

    private static final int DECIMAL_DIGITS = 38;

    private ParquetSchema() {}

    static MessageType of(RecordKind kind, Form form) {
        List<Type> types = new ArrayList<>();
        for (String column : Columns.of(kind, form)) {
            types.add(type(column));
        }
        return new MessageType(TimePath.word(kind), types);
    }

    private static Type type(String column) {
        if (column.equals("id") || column.endsWith("_id")) {
            return Types.optional(PrimitiveTypeName.INT64).named(column);
        }
        if (column.equals("timestamp") || column.endsWith("_timestamp") || column.endsWith("_date")) {
            return Types.optional(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
                    .named(column);
        }
        return switch (column) {
            case "volume", "volume_tx", "volume_rx" -> decimal(column, Columns.VOLUME_DECIMALS);
            case "cost" -> decimal(column, Columns.COST_DECIMALS);
            case "alert" -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column);
            case "detail" ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.jsonType())
                        .named(column);
            default ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column);
        };
    }

    private static Type decimal(String column, int decimals) {
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(DECIMAL_BYTES)
                .as(LogicalTypeAnnotation.decimalType(decimals, DECIMAL_DIGITS))
                .named(column);
    }
}
