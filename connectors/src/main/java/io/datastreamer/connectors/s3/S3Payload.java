package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.document.DocumentReader;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A batch as a CSV file: a header line, and a row for each document. */
final class S3Payload {
    private S3Payload() {}

    static byte[] of(Batch batch) {
        List<String> columns = CsvColumns.of(batch.kind());
        StringBuilder csv = new StringBuilder((int) Math.min(batch.jsonBytes() + 1024, 64 << 20));
        CsvRow row = new CsvRow(csv);
        columns.forEach(row::text);
        row.end();
        for (Batch.Item item : batch.items()) {
            CsvColumns.write(batch.kind(), DocumentReader.document(item), DocumentReader.supplement(item), row);
        }
        return csv.toString().getBytes(UTF_8);
    }
}
