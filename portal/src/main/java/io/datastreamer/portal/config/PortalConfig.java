package io.datastreamer.portal.config;

import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.CommandLine;
import io.datastreamer.options.ConfigFile;
import io.datastreamer.options.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the operator has set, each value checked on its own. Immutable. */
final class PortalConfig {
    private static final Map<String, PortalOption<?>> KNOWN = known();

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> kafka = new LinkedHashMap<>();

    private PortalConfig() {}

    /**
     * Reads the command line and the file that its {@code --config} names; the command line wins.
     *
     * @throws BadOptionException when an option is unknown, given twice or has a bad value
     */
    static PortalConfig parse(String... args) throws BadOptionException {
        Map<String, String> given = withKafkaNames(CommandLine.parse(args));
        Map<String, String> texts = new LinkedHashMap<>();
        String file = given.get(PortalOptions.CONFIG.key());
        if (file != null) {
            texts.putAll(withKafkaNames(ConfigFile.read(file)));
        }
        texts.putAll(given);
        PortalConfig config = new PortalConfig();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            config.set(text.getKey(), text.getValue());
        }
        return config;
    }

    /** The value of an option that has a default. */
    <T> T get(PortalOption<T> option) {
        return find(option).orElseThrow();
    }

    /** The value of an option, or its default; empty when there is neither. */
    <T> Optional<T> find(PortalOption<T> option) {
        @SuppressWarnings("unchecked") // only set() puts values in, each read by its option
        T set = (T) values.get(option.key());
        if (set != null || option.byDefault() == null) {
            return Optional.ofNullable(set);
        }
        return Optional.of(Objects.requireNonNull(option.read().apply(option.byDefault()), option.key()));
    }

    /** Properties for Kafka's clients under Kafka's own names: {@code bootstrap.servers}. */
    Map<String, String> kafka() {
        return Map.copyOf(kafka);
    }

    // no name of Kafka's has a dash: kafka.bootstrap-servers is kafka.bootstrap.servers
    private static Map<String, String> withKafkaNames(Map<String, String> texts) throws BadOptionException {
        Map<String, String> named = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String key = text.getKey();
            String name = key.startsWith(PortalOptions.KAFKA) ? key.replace('-', '.') : key;
            if (named.putIfAbsent(name, text.getValue()) != null) {
                throw new BadOptionException("--" + key + ": is given twice, with dots and with dashes.");
            }
        }
        return named;
    }

    private void set(String key, String text) throws BadOptionException {
        if (key.startsWith(PortalOptions.KAFKA)) {
            kafka.put(key.substring(PortalOptions.KAFKA.length()), text);
            return;
        }
        PortalOption<?> option = KNOWN.get(key);
        if (option == null) {
            List<String> names = new ArrayList<>(KNOWN.keySet());
            names.add("kafka.bootstrap-servers");
            String nearest = NearestName.of(key, names);
            throw new BadOptionException("--" + key + ": there is no such option. "
                    + (nearest == null ? "--help lists all options." : "Did you mean --" + nearest + "?"));
        }
        Object value;
        try {
            value = option.read().apply(text.trim());
        } catch (IllegalArgumentException e) {
            value = null;
        }
        if (value == null) {
            throw new BadOptionException("--" + key + " " + text + ": expected is " + option.expects() + ".");
        }
        values.put(key, value);
    }

    private static Map<String, PortalOption<?>> known() {
        Map<String, PortalOption<?>> known = new LinkedHashMap<>();
        PortalOptions.AREAS.forEach(area -> area.options().forEach(option -> known.put(option.key(), option)));
        return known;
    }
}
