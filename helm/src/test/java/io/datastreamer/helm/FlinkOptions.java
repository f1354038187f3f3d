package io.datastreamer.helm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.hadoop.fs.s3a.Constants;

/** Settings of Flink, read as the Flink that is deployed reads them: by the options that its own classes declare. */
final class FlinkOptions {
    private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(.+)");
    /** The plugin of the file system gives all of these on to Hadoop, under Hadoop's own prefix. */
    private static final Pattern S3 = Pattern.compile("(?:s3|s3a|fs\\.s3a)\\.(.+)");

    /** Hadoop's, with the name of a storage account at its end. */
    private static final String AZURE =
            "fs\\.azure\\.account\\.(key|keyprovider|auth\\.type)\\.[a-z0-9]+\\.[a-z]+\\.core\\.windows\\.net";

    private static final String OPERATOR = "kubernetes.operator.";
    /** Names that the plugin itself translates into Hadoop's. */
    private static final Set<String> S3_OWN = Set.of("access-key", "secret-key", "path-style-access");
    /** Of the reporter for Prometheus, which reads them without declaring them as options. */
    private static final Set<String> REPORTER_OWN = Set.of("port", "filterLabelValueCharacters");

    private static final Map<String, ConfigOption<?>> OPTIONS = new HashMap<>();
    private static final Map<String, String> OUTDATED = new HashMap<>();
    private static final Set<String> HADOOP = new TreeSet<>();

    static {
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Path.of(jar).getFileName().toString().matches("flink-.*\\.jar")) {
                read(Path.of(jar));
            }
        }
        if (OPTIONS.size() < 300) {
            throw new IllegalStateException("only " + OPTIONS.size() + " options of Flink are found");
        }
        for (Field field : Constants.class.getFields()) {
            if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
                HADOOP.add((String) value(field));
            }
        }
    }

    private FlinkOptions() {}

    /** Whether a key is one of Flink's own, of its file systems or of the operator. */
    static boolean knows(String key) {
        return fault(key, Map.of()).isEmpty();
    }

    /** What the text of a {@code config.yaml} holds, as Flink reads it. */
    static Map<String, String> ofFile(String yaml) {
        try {
            Path dir = Files.createTempDirectory("flink-conf");
            Path file = Files.writeString(dir.resolve("config.yaml"), yaml);
            Map<String, String> settings = new TreeMap<>(
                    GlobalConfiguration.loadConfiguration(dir.toString()).toMap());
            Files.delete(file);
            Files.delete(dir);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with settings, each fault with its key: unknown, outdated, of another type, or in another's way. */
    static List<String> faults(Map<String, String> settings) {
        List<String> faults = new ArrayList<>();
        for (String key : settings.keySet()) {
            String fault = fault(key, settings);
            if (!fault.isEmpty()) {
                faults.add(key + ": " + fault);
            }
            settings.keySet().stream()
                    .filter(other -> other.startsWith(key + "."))
                    .forEach(other -> faults.add(key + ": is the beginning of " + other));
        }
        return faults;
    }

    private static String fault(String key, Map<String, String> settings) {
        // the operator's own classes read these, in the module helm/operator
        if (key.startsWith(OPERATOR)) {
            return "";
        }
        Matcher s3 = S3.matcher(key);
        if (s3.matches()) {
            return HADOOP.contains("fs.s3a." + s3.group(1)) || S3_OWN.contains(s3.group(1)) ? "" : "is not known";
        }
        if (key.matches(AZURE)) {
            return "";
        }
        Matcher reporter = REPORTER.matcher(key);
        String name = reporter.matches() ? "metrics.reporter.<name>." + reporter.group(1) : key;
        if (reporter.matches() && REPORTER_OWN.contains(reporter.group(1))) {
            return "";
        }
        if (OUTDATED.containsKey(name)) {
            return "is outdated: " + OUTDATED.get(name);
        }
        ConfigOption<?> option = OPTIONS.get(name);
        if (option == null) {
            return "is not known";
        }
        if (!settings.containsKey(key)) {
            return "";
        }
        Configuration configuration = new Configuration();
        configuration.setString(option.key(), settings.get(key));
        try {
            configuration.get(option);
            return "";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().matches("org/apache/flink/(?!.*shaded/).*Options(Internal)?\\.class")) {
                    read(Class.forName(entry.getName().replace('/', '.').replaceAll("\\.class$", "")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Class<?> options) {
        for (Field field : options.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && Modifier.isPublic(field.getModifiers())
                    && field.getType() == ConfigOption.class) {
                ConfigOption<?> option = (ConfigOption<?>) value(field);
                // those of a reporter have no prefix
                String prefix =
                        field.getName().startsWith("REPORTER_") && !option.key().startsWith("metrics.")
                                ? "metrics.reporter.<name>."
                                : "";
                OPTIONS.put(prefix + option.key(), option);
                for (FallbackKey fallback : option.fallbackKeys()) {
                    if (fallback.isDeprecated()) {
                        OUTDATED.put(fallback.getKey(), option.key());
                    }
                }
            }
        }
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }
}
