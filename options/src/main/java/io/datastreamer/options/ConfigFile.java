package io.datastreamer.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads options from a YAML file. {@code kafka: {group: {id: x}}} and {@code kafka.group.id: x} mean the same. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads the file.
     *
     * @return values by dotted key, in the order given; the elements of a list joined with commas
     * @throws BadOptionException when it cannot be read, is not YAML, or names a key twice
     */
    public static Map<String, String> read(String file) throws BadOptionException {
        Object content;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            content = new Load(settings).loadFromString(Files.readString(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new BadOptionException("--config " + file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new BadOptionException("--config " + file + ": cannot be read: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw new BadOptionException("--config " + file + ": is not valid YAML: " + e.getMessage(), e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            flatten(file, "", map, values);
        } else if (content != null) {
            throw new BadOptionException("--config " + file + ": must hold options as KEY: VALUE.");
        }
        return values;
    }

    private static void flatten(String file, String prefix, Map<?, ?> map, Map<String, String> values)
            throws BadOptionException {
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String key = prefix + member.getKey();
            if (member.getValue() instanceof Map<?, ?> nested) {
                flatten(file, key + ".", nested, values);
            } else if (values.putIfAbsent(key, text(file, key, member.getValue())) != null) {
                throw new BadOptionException("--config " + file + ": " + key + " is given twice.");
            }
        }
    }

    private static String text(String file, String key, @Nullable Object value) throws BadOptionException {
        if (value == null) {
            throw new BadOptionException("--config " + file + ": " + key + " has no value.");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value.toString();
    }
}
