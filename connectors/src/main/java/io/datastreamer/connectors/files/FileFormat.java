package io.datastreamer.connectors.files;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.List;
import java.util.stream.Stream;

/** The setting {@code file_format} of a data stream: the format of its files. A file's name shows it as well. */
public enum FileFormat {
    /** A header line, and a row for each document. */
    CSV("csv", ".csv", "text/csv; charset=utf-8"),
    /** One document a line, compressed with gzip. */
    JSON_LINES("jsonl", ".jsonl.gz", "application/gzip"),
    /** Typed columns. */
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
     * Reads the setting.
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
     * The format of a file, by its name. A batch gets its name once, and the settings may change before the file is
     * written: then the name decides.
     */
    public static FileFormat ofName(String name) {
        return Stream.of(values())
                .filter(format -> name.endsWith(format.extension))
                .findFirst()
                .orElse(CSV);
    }

    /** The end of such files' names, with a dot. */
    public String extension() {
        return extension;
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }
}
