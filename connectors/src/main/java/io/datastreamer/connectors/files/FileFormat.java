package io.datastreamer.connectors.files;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.List;
import java.util.stream.Stream;

/** The setting {@code file_format} of a data stream: what its files are. A file's name says it as well. */
public enum FileFormat {
    /** A header line, and a row for each document. */
    CSV("csv", ".csv", "text/csv; charset=utf-8"),
    /** A document a line, compressed with gzip. */
    JSON_LINES("jsonl", ".jsonl.gz", "application/gzip"),
    /** Columns with types. */
    PARQUET("parquet", ".parquet", "application/vnd.apache.parquet");

    /** The setting. */
    static final SettingsField FIELD = SettingsField.choice("file_format", CSV.word, words());

    private final String word;
    private final String extension;
    private final String contentType;

    FileFormat(String word, String extension, String contentType) {
        this.word = word;
        this.extension = extension;
        this.contentType = contentType;
    }

    private static List<String> words() {
        return Stream.of(values()).map(format -> format.word).toList();
    }

    /**
     * What the settings say.
     *
     * @throws SettingsException when there is no such format
     */
    static FileFormat read(SettingsReader reader) throws SettingsException {
        String word = reader.choice(FIELD);
        return Stream.of(values())
                .filter(format -> format.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /**
     * What a file is by its name. A name is given to a batch once, and settings may change before it is written: what is
     * in a file is what its name says.
     */
    public static FileFormat ofName(String name) {
        return Stream.of(values())
                .filter(format -> name.endsWith(format.extension))
                .findFirst()
                .orElse(CSV);
    }

    /** How names of such files end, with a dot. */
    public String extension() {
        return extension;
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }
}
