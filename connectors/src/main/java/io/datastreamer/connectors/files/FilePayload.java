package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.util.Objects;

/** Converts a batch to a file. */
public final class FilePayload {
    private FilePayload() {}

    /** Creates the file for a batch by its name and the settings. */
    public static byte[] of(Batch batch, FileSettings settings) {
        FileFormat format = FileFormat.ofName(Objects.requireNonNull(batch.object(), "batches for files have a name")
                .name());
        return of(batch, format, settings.form(), settings.escapesFormulas());
    }

    /**
     * Creates a file.
     *
     * @param form the form of the documents
     * @param escapesFormulas whether to put an apostrophe before values in CSV that a spreadsheet would calculate
     */
    public static byte[] of(Batch batch, FileFormat format, Form form, boolean escapesFormulas) {
        // the settings may have changed since the name was fixed
        Form fitting = form == Form.CLOUDEVENTS && format != FileFormat.JSON_LINES ? Form.V2 : form;
        return switch (format) {
            case CSV -> CsvFile.of(batch, fitting, escapesFormulas);
            case JSON_LINES -> JsonLinesFile.of(batch, fitting);
            case PARQUET -> ParquetFile.of(batch, fitting);
        };
    }
}
