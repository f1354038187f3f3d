package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of objects as the product document has them (section 5.2): one a second for each bucket, prefix and kind. */
record CsvNames(String bucket, String prefix) implements ObjectNames {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

    @Override
    public String space(RecordKind kind) {
        return bucket + "/" + prefix + word(kind);
    }

    @Override
    public String name(RecordKind kind, long epochSecond) {
        return prefix + word(kind) + "_" + SECOND.format(Instant.ofEpochSecond(epochSecond)) + ".csv";
    }

    private static String word(RecordKind kind) {
        return switch (kind) {
            case EVENT -> "events";
            case USAGE -> "cdr";
        };
    }
}
