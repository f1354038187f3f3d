package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.util.Objects;

/** A batch as a file. */
public final class FilePayload {
    private FilePayload() {}

    /** The file that a batch is to be, by its name and the settings. */
    public static byte[] of(Batch batch, FileSettings settings) {
        FileFormat format = FileFormat.ofName(Objects.requireNonNull(batch.object(), "batches for files have a name")
                .name());
        return of(batch, format, settings.form(), settings.escapesFormulas());
    }

    /**
     * Makes a file.
     *
     * @param form of which form of the documents the values are
     * @param escapesFormulas whether a value that a spreadsheet would calculate begins with an apostrophe, in CSV
     */
    public static byte[] of(Batch batch, FileFormat format, Form form, boolean escapesFormulas) {
        // settings may have changed since the name was given
        Form fitting = form == Form.CLOUDEVENTS && format != FileFormat.JSON_LINES ? Form.V2 : form;
        return switch (format) {
            case CSV -> CsvFile.of(batch, fitting, escapesFormulas);
            case JSON_LINES -> JsonLinesFile.of(batch, fitting);
            case PARQUET -> ParquetFile.of(batch, fitting);
        };
    }
}
