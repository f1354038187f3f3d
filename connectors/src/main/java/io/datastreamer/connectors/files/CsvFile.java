package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A batch as CSV: a header line, and a row for each document. */
final class CsvFile {
    private CsvFile() {}

    static byte[] of(Batch batch, Form form, boolean escapesFormulas) {
        StringBuilder csv = new StringBuilder((int) Math.min(batch.jsonBytes() + 1024, 64 << 20));
        CsvRow row = new CsvRow(csv, escapesFormulas);
        Columns.of(batch.kind(), form).forEach(row::text);
        row.end();
        Columns.write(batch, form, row);
        return csv.toString().getBytes(UTF_8);
    }
}
