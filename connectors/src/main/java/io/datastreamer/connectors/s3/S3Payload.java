package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.spi.Batch;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A batch as a CSV file: a header line, and a row for each document. */
public final class S3Payload {
    private S3Payload() {}

    /**
     * Makes the file.
     *
     * @param escapesFormulas whether a value that a spreadsheet would calculate begins with an apostrophe
     */
    public static byte[] of(Batch batch, boolean escapesFormulas) {
        List<String> columns = CsvColumns.of(batch.kind());
        StringBuilder csv = new StringBuilder((int) Math.min(batch.jsonBytes() + 1024, 64 << 20));
        CsvRow row = new CsvRow(csv, escapesFormulas);
        columns.forEach(row::text);
        row.end();
        for (Batch.Item item : batch.items()) {
            CsvColumns.write(batch.kind(), DocumentReader.document(item), DocumentReader.supplement(item), row);
        }
        return csv.toString().getBytes(UTF_8);
    }
}
