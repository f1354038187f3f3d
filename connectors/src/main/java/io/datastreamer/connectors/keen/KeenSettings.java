package io.datastreamer.connectors.keen;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a data stream to keen.io.
 *
 * @param projectKey {@code project_key}: the project's id
 * @param writeKey {@code write_key}
 * @param events {@code events_collection}, by default {@code 1NCEEventData}
 * @param usage {@code usage_collection}, by default {@code 1NCEUsageData}
 * @param form {@code format}: the form of the documents
 */
record KeenSettings(String projectKey, String writeKey, String events, String usage, Form form) {
    private static final SettingsField PROJECT = SettingsField.text("project_key", "5f1e7a0c9d3b4e2f8a6c1d0b")
            .asRequired()
            .asTarget();
    private static final SettingsField KEY =
            SettingsField.text("write_key", "0123456789ABCDEF0123456789ABCDEF").asRequired();
    private static final SettingsField EVENTS = SettingsField.text("events_collection", "1NCEEventData")
            .withDefault("1NCEEventData")
            .asAdvanced();
    private static final SettingsField USAGE = SettingsField.text("usage_collection", "1NCEUsageData")
            .withDefault("1NCEUsageData")
            .asAdvanced();

    /** The settings of a data stream to keen.io. */
    static final List<SettingsField> FIELDS = List.of(PROJECT, KEY, EVENTS, USAGE, Form.FIELD);

    private static final Pattern PROJECT_KEY = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern WRITE_KEY = Pattern.compile("[\\x21-\\x7E]{4,1024}");
    private static final Pattern COLLECTION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9 _-]{0,63}");

    /** keen.io accepts 5000 events and 10 MB a request. */
    private static final Limits LIMITS = new Limits(1000, 4L << 20, Duration.ZERO, 1);

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static KeenSettings read(Settings settings) throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        String projectKey = reader.requiredText(PROJECT.member());
        if (!PROJECT_KEY.matcher(projectKey).matches()) {
            throw new SettingsException("project_key: must be 1 to 128 letters and digits");
        }
        String writeKey = reader.requiredText(KEY.member());
        if (!WRITE_KEY.matcher(writeKey).matches()) {
            throw new SettingsException("write_key: must be 4 to 1024 printable ASCII characters without spaces");
        }
        return new KeenSettings(
                projectKey,
                writeKey,
                collection(EVENTS, reader),
                collection(USAGE, reader),
                Form.read(reader, Form.FIELD));
    }

    Limits limits() {
        return form.limits(LIMITS);
    }

    String collection(RecordKind kind) {
        return switch (kind) {
            case EVENT -> events;
            case USAGE -> usage;
        };
    }

    private static String collection(SettingsField field, SettingsReader reader) throws SettingsException {
        String name = reader.text(field.member());
        if (name != null && !COLLECTION.matcher(name).matches()) {
            throw new SettingsException(field.member() + ": must be 1 to 64 letters, digits, spaces, _ or -");
        }
        return name == null ? String.valueOf(field.byDefault()) : name;
    }

    @Override
    public String toString() {
        return "KeenSettings[" + projectKey + "]";
    }
}
