package io.datastreamer.connectors.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads operator secrets from their source, {@code file:PATH} or {@code env:NAME}; the source is never the secret
 * itself.
 */
public final class SecretSource {
    private SecretSource() {}

    /** Whether a text names a source. */
    public static boolean isValid(String source) {
        return source.matches("file:.+|env:[A-Za-z_][A-Za-z0-9_]*");
    }

    /**
     * Reads the secret.
     *
     * @param option the option that names the source, for the message
     * @param source where it is
     * @throws IllegalArgumentException when it is missing; the message names the option and the source
     */
    public static String read(String option, String source) {
        if (!isValid(source)) {
            throw new IllegalArgumentException(option + " " + source + ": must be file:PATH or env:NAME");
        }
        String text = source.startsWith("env:") ? variable(option, source) : file(option, source);
        if (text.isBlank()) {
            throw new IllegalArgumentException(option + " " + source + ": is empty");
        }
        return text.strip();
    }

    private static String variable(String option, String source) {
        String value = System.getenv(source.substring("env:".length()));
        if (value == null) {
            throw new IllegalArgumentException(option + " " + source + ": there is no such environment variable");
        }
        return value;
    }

    private static String file(String option, String source) {
        try {
            return Files.readString(Path.of(source.substring("file:".length())));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    option + " " + source + ": cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
