package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.ObjectNames;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings shared by all places that keep documents in files.
 *
 * @param prefix {@code prefix}: folders, with a slash at the end; empty for none
 * @param path {@code path}: folders named after the file's time
 * @param format {@code file_format}: the format; by default CSV, or JSON Lines for CloudEvents
 * @param limits {@code max_records} (1 to 100,000, default 10,000): documents of a file; {@code rotate_interval_ms} (0 to
 *     86,400,000, default 60,000): how long the first one waits for others
 * @param form {@code format}: the form of the documents
 * @param escapesFormulas {@code csv_formulas}: whether to neutralise values that a spreadsheet would calculate
 */
public record FileSettings(
        String prefix, TimePath path, FileFormat format, Limits limits, Form form, boolean escapesFormulas) {
    private static final SettingsField FOLDERS =
            SettingsField.text("prefix", "sims/data").asAdvanced();
    private static final SettingsField PATH =
            SettingsField.text("path", "dt=YYYY-MM-DD/hour=HH").asAdvanced();
    private static final SettingsField MAX_RECORDS = SettingsField.number("max_records", 10_000, 1, 100_000);
    private static final SettingsField ROTATE_INTERVAL_MS =
            SettingsField.number("rotate_interval_ms", 60_000, 0, 86_400_000);
    private static final String ESCAPE = "escape";
    private static final SettingsField CSV_FORMULAS = SettingsField.choice(
                    "csv_formulas", "keep", List.of(ESCAPE, "keep"))
            .asAdvanced();

    /** Where the files are. */
    public static final List<SettingsField> PLACE = List.of(FOLDERS, PATH);

    /** What is in the files, and when one is written. */
    public static final List<SettingsField> CONTENT =
            List.of(FileFormat.FIELD, MAX_RECORDS, ROTATE_INTERVAL_MS, CSV_FORMULAS, Form.FIELD);

    private static final Pattern NAMES = Pattern.compile("([A-Za-z0-9!_.*'()=-]+/)*[A-Za-z0-9!_.*'()=-]+/?");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    private static final int LONGEST_PREFIX = 512;
    private static final int LONGEST_PATH = 256;
    private static final long MOST_BYTES = 64L << 20;

    /** About how much heap a file takes until it is written, beside its documents. */
    public long heapOnItsWay(long jsonBytes) {
        return form.heap(jsonBytes) + form.bytes(jsonBytes);
    }

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member
     */
    public static FileSettings read(SettingsReader reader) throws SettingsException {
        FileFormat given = FileFormat.read(reader);
        boolean isGiven = reader.text(FileFormat.FIELD.member()) != null;
        Form form = Form.read(reader, Form.FIELD);
        FileFormat format = form == Form.CLOUDEVENTS && !isGiven ? FileFormat.JSON_LINES : given;
        if (form == Form.CLOUDEVENTS && format != FileFormat.JSON_LINES) {
            throw new SettingsException(FileFormat.FIELD.member() + ": must be jsonl, since " + Form.FIELD.member()
                    + " is cloudevents: events have no columns");
        }
        String path = names(reader, PATH, LONGEST_PATH);
        String prefix = names(reader, FOLDERS, LONGEST_PREFIX);
        Limits limits = new Limits(
                (int) reader.integer(MAX_RECORDS),
                MOST_BYTES,
                Duration.ofMillis(reader.integer(ROTATE_INTERVAL_MS)),
                1);
        return new FileSettings(
                prefix == null ? "" : prefix,
                TimePath.of(PATH.member(), path),
                format,
                format == FileFormat.JSON_LINES ? form.limits(limits) : limits,
                form,
                reader.choice(CSV_FORMULAS).equals(ESCAPE));
    }

    private static @Nullable String names(SettingsReader reader, SettingsField field, int longest)
            throws SettingsException {
        String names = reader.text(field.member());
        if (names == null) {
            return null;
        }
        if (names.length() > longest
                || !NAMES.matcher(names).matches()
                || DOTS.matcher(names).find()) {
            throw new SettingsException(field.member() + ": must be names with slashes between them such as "
                    + field.example() + ", of A-Z a-z 0-9 ! _ . * ' ( ) = -, at most " + longest + " characters");
        }
        return names.endsWith("/") ? names : names + "/";
    }

    /**
     * How the files are named.
     *
     * @param place the bucket, the container or the server
     */
    public ObjectNames names(String place) {
        return new FileNames(place, prefix, path, format);
    }
}
