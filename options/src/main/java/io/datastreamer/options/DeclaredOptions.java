package io.datastreamer.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All options of a program, by area, in the order in which help and pages show them, followed by {@code kafka.*}. One
 * of the options may name a file with further options.
 */
public final class DeclaredOptions {
    /** The prefix of properties that are passed to Kafka's clients. */
    static final String KAFKA = "kafka.";

    private static final String KAFKA_DESCRIPTION =
            "Any property of Kafka's clients, such as --kafka.bootstrap-servers HOST:PORT or"
                    + " --kafka.security.protocol SSL. A dash stands for a dot. Passwords belong into the file of --config.";

    private final DeclaredOption<String> config;
    private final List<Area> areas;

    /** Options that belong together. */
    public record Area(String title, List<DeclaredOption<?>> options) {
        public Area(String title, DeclaredOption<?>... options) {
            this(title, List.of(options));
        }
    }

    /** @param config the option that names the file with further options; must also be in one of the areas */
    public DeclaredOptions(DeclaredOption<String> config, Area... areas) {
        this.config = config;
        this.areas = List.of(areas);
    }

    /** The options by area. */
    public List<Area> areas() {
        return areas;
    }

    /**
     * Reads the command line and the file that it names; the command line takes precedence.
     *
     * @throws BadOptionException when an option is unknown, given twice or invalid
     */
    public OptionValues parse(String... args) throws BadOptionException {
        Map<String, String> given = withKafkaNames(CommandLine.parse(args));
        Map<String, String> texts = new LinkedHashMap<>();
        String file = given.get(config.key());
        if (file != null) {
            texts.putAll(withKafkaNames(ConfigFile.read(file)));
        }
        texts.putAll(given);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> kafka = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (text.getKey().startsWith(KAFKA)) {
                kafka.put(text.getKey().substring(KAFKA.length()), text.getValue());
            } else {
                values.put(text.getKey(), value(text.getKey(), text.getValue()));
            }
        }
        return new OptionValues(values, kafka);
    }

    // no Kafka property has a dash in its name: kafka.bootstrap-servers means kafka.bootstrap.servers
    private static Map<String, String> withKafkaNames(Map<String, String> texts) throws BadOptionException {
        Map<String, String> named = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String key = text.getKey();
            String name = key.startsWith(KAFKA) ? key.replace('-', '.') : key;
            if (named.putIfAbsent(name, text.getValue()) != null) {
                throw new BadOptionException("--" + key + ": is given twice, with dots and with dashes.");
            }
        }
        return named;
    }

    private Object value(String key, String text) throws BadOptionException {
        List<String> names = new ArrayList<>();
        for (Area area : areas) {
            for (DeclaredOption<?> option : area.options()) {
                if (option.key().equals(key)) {
                    return value(option, text);
                }
                names.add(option.key());
            }
        }
        names.add("kafka.bootstrap-servers");
        String nearest = NearestName.of(key, names);
        throw new BadOptionException("--" + key + ": there is no such option. "
                + (nearest == null ? "--help lists all options." : "Did you mean --" + nearest + "?"));
    }

    private static Object value(DeclaredOption<?> option, String text) throws BadOptionException {
        Object value;
        try {
            value = option.read().apply(text.trim());
        } catch (IllegalArgumentException e) {
            value = null;
        }
        if (value == null) {
            throw new BadOptionException("--" + option.key() + " " + text + ": expected is " + option.expects() + ".");
        }
        return value;
    }

    /** A list of all options for the terminal. */
    public String help() {
        StringBuilder help = new StringBuilder("Options: --KEY VALUE or --KEY=VALUE, or in the file of --config\n");
        for (Area area : areas) {
            help.append('\n').append(area.title()).append('\n');
            for (DeclaredOption<?> option : area.options()) {
                help.append("  --").append(option.key()).append(' ').append(option.value());
                String byDefault = shownDefault(option);
                if (byDefault != null) {
                    help.append(" (default ").append(byDefault).append(')');
                }
                help.append('\n');
                HelpText.describe(option.description(), help);
            }
        }
        help.append("\nPassed on\n  --").append(KAFKA).append("* VALUE\n");
        HelpText.describe(KAFKA_DESCRIPTION, help);
        return help.toString();
    }

    /** All options as Markdown tables. */
    public String tables() {
        StringBuilder page = new StringBuilder();
        for (Area area : areas) {
            page.append("**").append(area.title()).append("**\n\n");
            page.append("| option | value | default | |\n| --- | --- | --- | --- |\n");
            for (DeclaredOption<?> option : area.options()) {
                String byDefault = shownDefault(option);
                page.append("| `").append(option.key()).append("` | ");
                page.append(option.value().replace("|", " \\| ")).append(" | ");
                page.append(byDefault == null ? "" : "`" + byDefault + "`").append(" | ");
                page.append(option.description()).append(" |\n");
            }
            page.append('\n');
        }
        page.append("**Passed on**\n\n| options | |\n| --- | --- |\n| `")
                .append(KAFKA)
                .append("*` | ");
        page.append(KAFKA_DESCRIPTION).append(" |\n");
        return page.toString();
    }

    private static @Nullable String shownDefault(DeclaredOption<?> option) {
        return option.byDefault() == null || option.byDefault().isEmpty() ? null : option.byDefault();
    }
}
