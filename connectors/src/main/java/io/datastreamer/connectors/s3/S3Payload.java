package io.datastreamer.connectors.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A batch as a CSV file: a header line, and a row for each document. */
public final class S3Payload {
    private S3Payload() {}

    /**
     * Makes the file.
     *
     * @param form of which form of the documents the values are
     * @param escapesFormulas whether a value that a spreadsheet would calculate begins with an apostrophe
     */
    public static byte[] of(Batch batch, Form form, boolean escapesFormulas) {
        List<String> columns = CsvColumns.of(batch.kind(), form);
        StringBuilder csv = new StringBuilder((int) Math.min(batch.jsonBytes() + 1024, 64 << 20));
        CsvRow row = new CsvRow(csv, escapesFormulas);
        columns.forEach(row::text);
        row.end();
        List<Batch.Item> formed = form.of(batch).items();
        for (int i = 0; i < formed.size(); i++) {
            JsonNode document = DocumentReader.document(formed.get(i));
            JsonNode supplement = DocumentReader.supplement(batch.items().get(i));
            CsvColumns.write(batch.kind(), form, document, supplement, row);
        }
        return csv.toString().getBytes(UTF_8);
    }
}
