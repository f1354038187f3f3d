package io.datastreamer.job.config;

import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.CommandLine;
import io.datastreamer.options.ConfigFile;
import io.datastreamer.options.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** All settings of the operator, checked and complete. Immutable. */
public final class StreamerConfig {
    private static final Pattern IEC_UNIT = Pattern.compile("(?i)(?<=\\d)\\s*([kmgt])ib$");
    private static final Map<String, Option<?>> KNOWN = known();

    private final Configuration values = new Configuration();
    private final Map<String, String> kafka = new LinkedHashMap<>();
    private final Map<String, String> flink = new LinkedHashMap<>();
    private Map<String, SourceConfig> sources = Map.of();

    private StreamerConfig() {}

    /** Whether these arguments ask for help, which {@link OptionTable#help} returns. */
    public static boolean asksForHelp(String[] args) {
        return CommandLine.asksForHelp(args);
    }

    /**
     * Reads the command line and the file that its {@code --config} names; the command line takes precedence.
     *
     * @throws OptionException when an option is unknown, given twice, has a bad value or is missing
     */
    public static StreamerConfig parse(String... args) throws OptionException {
        try {
            return read(args);
        } catch (BadOptionException e) {
            throw new OptionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static StreamerConfig read(String... args) throws OptionException, BadOptionException {
        Map<String, String> given = withKafkaNames(CommandLine.parse(args), "");
        Map<String, String> texts = new LinkedHashMap<>();
        String file = given.get(StreamerOptions.CONFIG.key());
        if (file != null) {
            texts.putAll(withKafkaNames(ConfigFile.read(file), " (in " + file + ")"));
            if (texts.containsKey(StreamerOptions.CONFIG.key())) {
                throw new OptionException("--config " + file + ": config cannot stand in the file itself.");
            }
        }
        texts.putAll(given);
        StreamerConfig config = new StreamerConfig();
        Map<String, String> sourceTexts = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            boolean fromFile = !given.containsKey(text.getKey());
            if (text.getKey().startsWith(SourceOptions.PREFIX)) {
                sourceTexts.put(text.getKey().substring(SourceOptions.PREFIX.length()), text.getValue());
            } else {
                config.set(text.getKey(), text.getValue(), fromFile ? " (in " + file + ")" : "");
            }
        }
        config.sources = SourceConfig.all(sourceTexts);
        config.requireAll();
        return config;
    }

    /** The defaults of all options, as if nothing were set, not even inputs and outputs. */
    public static StreamerConfig defaults() {
        return new StreamerConfig();
    }

    /**
     * Reads only options of stages, without those of a whole job.
     *
     * @param args as {@code --KEY=VALUE}
     * @throws OptionException when an option is unknown or has a bad value
     */
    public static StreamerConfig ofStages(List<String> args) throws OptionException {
        StreamerConfig config = new StreamerConfig();
        try {
            for (Map.Entry<String, String> text :
                    CommandLine.parse(args.toArray(String[]::new)).entrySet()) {
                config.set(text.getKey(), text.getValue(), "");
            }
        } catch (BadOptionException e) {
            throw new OptionException(String.valueOf(e.getMessage()), e);
        }
        return config;
    }

    /** The value of an option that has a default. */
    public <T> T get(Option<T> option) {
        return values.getOptional(option.flink()).orElseGet(option.flink()::defaultValue);
    }

    /** The value of an option, or its default; empty if it has neither. */
    public <T> Optional<T> find(Option<T> option) {
        Optional<T> set = values.getOptional(option.flink());
        return set.isPresent() || !option.flink().hasDefaultValue()
                ? set
                : Optional.of(option.flink().defaultValue());
    }

    /** Whether the operator has set the option, even if to its default. */
    public boolean isSet(Option<?> option) {
        return values.contains(option.flink());
    }

    /** Properties for Kafka's clients under Kafka's own names, such as {@code bootstrap.servers}. */
    public Map<String, String> kafka() {
        return Map.copyOf(kafka);
    }

    /** Settings for Flink under Flink's own names, without {@code flink.} before them. */
    public Map<String, String> flink() {
        return Map.copyOf(flink);
    }

    /** The sources by name, in the order given. */
    public List<SourceConfig> sources() {
        return List.copyOf(sources.values());
    }

    // no property of Kafka's has a dash: kafka.bootstrap-servers is kafka.bootstrap.servers
    private static Map<String, String> withKafkaNames(Map<String, String> texts, String where) throws OptionException {
        Map<String, String> named = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String key = text.getKey();
            String name = key.startsWith("kafka.") ? key.replace('-', '.') : key;
            if (named.putIfAbsent(name, text.getValue()) != null) {
                throw new OptionException("--" + key + where + ": is given twice, with dots and with dashes.");
            }
        }
        return named;
    }

    private void set(String key, String text, String where) throws OptionException {
        if (key.startsWith("kafka.")) {
            kafka.put(key.substring("kafka.".length()), text);
        } else if (key.startsWith("flink.")) {
            flink.put(key.substring("flink.".length()), text);
        } else {
            Option<?> option = KNOWN.get(key);
            if (option == null) {
                throw unknown(key, text, where);
            }
            set(option, text, where);
        }
    }

    private <T> void set(Option<T> option, String text, String where) throws OptionException {
        values.set(option.flink(), value(option, "--" + option.key(), text, where));
    }

    /**
     * Reads a value.
     *
     * @param shown the option as the operator wrote it
     * @param where the value comes from, for messages
     */
    static <T> T value(Option<T> option, String shown, String text, String where) throws OptionException {
        Configuration read = new Configuration();
        read.setString(option.key(), normalized(option, text));
        T value;
        try {
            value = read.get(option.flink());
        } catch (IllegalArgumentException e) {
            throw badValue(option, shown, text, where, e);
        }
        if (value == null || !option.accepts().test(value)) {
            throw badValue(option, shown, text, where, null);
        }
        return value;
    }

    // Flink's lists are separated by semicolons, and its units of size have no "KiB"
    private static String normalized(Option<?> option, String text) {
        String trimmed = text.trim();
        if (option.equals(StreamerOptions.EGRESS_ALLOW) || option.equals(StreamerOptions.UNFINISHED_NAMES)) {
            return String.join(";", trimmed.split("[,;\\s]+"));
        }
        return option.value().equals("SIZE") ? IEC_UNIT.matcher(trimmed).replaceFirst("$1b") : trimmed;
    }

    private void requireAll() throws OptionException {
        List<String> missing = new ArrayList<>();
        for (Option<?> option : KNOWN.values()) {
            if (option.required() && find(option).isEmpty()) {
                missing.add("--" + option.key() + " " + option.value());
            }
        }
        if (sources.isEmpty()
                && find(StreamerOptions.NETWORK_RECORDS).isEmpty()
                && find(StreamerOptions.BILLING_RECORDS).isEmpty()) {
            missing.add(0, "--network-records URI (or --billing-records URI, or --sources.NAME.uri URI)");
        }
        if (find(StreamerOptions.QUESTIONS).isPresent()
                != find(StreamerOptions.ANSWERS).isPresent()) {
            throw new OptionException(
                    "--questions and --answers: one of them is set without the other; set both, so that"
                            + " documents can be fetched and found, or none.");
        }
        if (!missing.isEmpty()) {
            throw new OptionException("Missing: " + String.join(", ", missing)
                    + ". A URI is file:PATH, kafka:TOPIC or kinesis:STREAM; --help lists all options.");
        }
    }

    private static OptionException unknown(String key, String text, String where) {
        List<String> names = new ArrayList<>(KNOWN.keySet());
        StreamerOptions.FAMILIES.forEach(family -> names.add(family.example()));
        SourceOptions.ALL.forEach(option -> names.add(option.key()));
        String nearest = NearestName.of(key, names);
        return new OptionException("--" + key + " " + text + where + ": there is no such option. "
                + (nearest == null ? "--help lists all options." : "Did you mean --" + nearest + "?"));
    }

    private static OptionException badValue(
            Option<?> option, String shown, String text, String where, @Nullable Throwable cause) {
        String message = shown + " " + text + where + ": expected is " + option.expects() + ".";
        return cause == null ? new OptionException(message) : new OptionException(message, cause);
    }

    private static Map<String, Option<?>> known() {
        Map<String, Option<?>> known = new LinkedHashMap<>();
        StreamerOptions.AREAS.forEach(area -> area.options().forEach(option -> known.put(option.key(), option)));
        // these exist for each source that the operator names
        SourceOptions.ALL.forEach(option -> known.remove(option.key()));
        return known;
    }
}
