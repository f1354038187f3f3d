package io.datastreamer.job.config;

import io.datastreamer.options.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** The settings of one source. */
public final class SourceConfig {
    private final String name;
    private final SourceFormat format;
    private final Configuration values;

    private SourceConfig(String name, SourceFormat format, Configuration values) {
        this.name = name;
        this.format = format;
        this.values = values;
    }

    /**
     * Reads the settings of a source.
     *
     * @param name the source's
     * @param shown the prefix of a setting's name in messages: {@code --sources.NAME.} or {@code --}
     * @param texts values by what follows the source's name
     * @throws OptionException when one is unknown, has a bad value, or is not for the format
     */
    public static SourceConfig of(String name, String shown, Map<String, String> texts) throws OptionException {
        Configuration values = new Configuration();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            set(option(shown, text.getKey(), text.getValue()), shown + text.getKey(), text.getValue(), values);
        }
        SourceFormat format = SourceFormat.ofKey(
                values.getOptional(SourceOptions.FORMAT.flink()).orElse(SourceFormat.JSON.key()));
        SourceConfig source = new SourceConfig(name, Objects.requireNonNull(format), values);
        source.requireTaken(shown, texts);
        return source;
    }

    /** Reads the settings of all sources, from values by what follows {@code sources.}. */
    static Map<String, SourceConfig> all(Map<String, String> texts) throws OptionException {
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            int dot = text.getKey().indexOf('.');
            String name = dot < 0 ? text.getKey() : text.getKey().substring(0, dot);
            String shown = "--" + SourceOptions.PREFIX + text.getKey() + ' ' + text.getValue();
            if (dot < 0) {
                throw new OptionException(shown + ": names no setting. Write --sources.NAME.uri URI and so on.");
            }
            if (!SourceOptions.NAMES.matcher(name).matches()) {
                throw new OptionException(shown + ": '" + name
                        + "' is not a source's name: lower-case letters, digits, - and _, at most 40.");
            }
            byName.computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .put(text.getKey().substring(dot + 1), text.getValue());
        }
        Map<String, SourceConfig> sources = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, String>> source : byName.entrySet()) {
            String shown = "--" + SourceOptions.PREFIX + source.getKey() + '.';
            SourceConfig config = of(source.getKey(), shown, source.getValue());
            if (config.find(SourceOptions.URI).isEmpty()) {
                throw new OptionException("Missing: " + shown + "uri URI. A URI is file:PATH or kafka:TOPIC.");
            }
            sources.put(source.getKey(), config);
        }
        return sources;
    }

    /** The source's name. */
    public String name() {
        return name;
    }

    public SourceFormat format() {
        return format;
    }

    /** The value of an option, or its default; empty if it has neither. */
    public <T> Optional<T> find(Option<T> option) {
        Optional<T> set = values.getOptional(option.flink());
        return set.isPresent() || !option.flink().hasDefaultValue()
                ? set
                : Optional.of(option.flink().defaultValue());
    }

    private static Option<?> option(String shown, String suffix, String text) throws OptionException {
        for (Option<?> option : SourceOptions.ALL) {
            if (SourceOptions.suffix(option).equals(suffix)) {
                return option;
            }
        }
        List<String> names =
                SourceOptions.ALL.stream().map(SourceOptions::suffix).toList();
        String nearest = NearestName.of(suffix, names);
        throw new OptionException(shown + suffix + ' ' + text + ": there is no such option. "
                + (nearest == null
                        ? "A source has " + String.join(", ", names) + '.'
                        : "Did you mean " + shown + nearest + '?'));
    }

    private static <T> void set(Option<T> option, String shown, String text, Configuration values)
            throws OptionException {
        values.set(option.flink(), StreamerConfig.value(option, shown, text, ""));
    }

    private void requireTaken(String shown, Map<String, String> texts) throws OptionException {
        for (Option<?> option : SourceOptions.ALL) {
            String suffix = SourceOptions.suffix(option);
            if (texts.containsKey(suffix) && !SourceOptions.isTakenBy(option, format)) {
                List<String> taken = SourceOptions.ALL.stream()
                        .filter(one -> SourceOptions.isTakenBy(one, format))
                        .map(SourceOptions::suffix)
                        .toList();
                throw new OptionException(shown + suffix + ' ' + texts.get(suffix) + ": " + format.key()
                        + " does not take it; it takes " + String.join(", ", taken) + '.');
            }
        }
        if (format == SourceFormat.CSV && find(SourceOptions.MAPPING).isEmpty()) {
            throw new OptionException("Missing: " + shown + "mapping FILE, which says what the columns of csv are.");
        }
    }
}
