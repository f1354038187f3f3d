package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;

/** Parses the URI of an end. Checks only the text. */
final class EndUri {
    // https://kafka.apache.org/documentation/#multitopic: the names that a broker accepts
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private EndUri() {}

    /**
     * Parses the URI of an input.
     *
     * @param option the option's name, for messages
     * @throws OptionException when it is not valid
     */
    static End input(String option, String uri) throws OptionException {
        return parse(option, uri, true);
    }

    /**
     * Parses the URI of an output, which takes no parameters.
     *
     * @param option the option's name, for messages
     * @throws OptionException when it is not valid
     */
    static End output(String option, String uri) throws OptionException {
        return parse(option, uri, false);
    }

    private static End parse(String option, String uri, boolean input) throws OptionException {
        String shown = "--" + option + " " + uri;
        int colon = uri.indexOf(':');
        int question = uri.indexOf('?');
        String rest = uri.substring(colon + 1, question < 0 ? uri.length() : Math.max(question, colon + 1));
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(shown, uri.substring(question + 1));
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "file" -> {
                only(shown, input ? Set.of("follow", "ready-after") : Set.of(), parameters);
                return files(shown, rest, flag(shown, "follow", parameters), readyAfter(shown, parameters));
            }
            case "kafka" -> {
                only(shown, input ? Set.of("from", "bounded") : Set.of(), parameters);
                if (!TOPIC.matcher(rest).matches()) {
                    throw new OptionException(
                            shown + ": '" + rest + "' is not the name of a topic, which matches " + TOPIC + ".");
                }
                String from = parameters.get("from");
                return new End.Topic(
                        shown, rest, from == null ? null : start(shown, from), flag(shown, "bounded", parameters));
            }
            case "kinesis" -> {
                only(shown, input ? Set.of("from") : Set.of(), parameters);
                if (!STREAM.matcher(rest).matches()) {
                    throw new OptionException(
                            shown + ": '" + rest + "' is not the name of a stream, which matches " + STREAM + ".");
                }
                String from = parameters.get("from");
                return new End.Shards(shown, rest, from == null ? null : start(shown, from));
            }
            default ->
                throw new OptionException(
                        shown + ": " + (scheme.isEmpty() ? "has no scheme" : "unknown scheme '" + scheme + ":'")
                                + ". An end is file:PATH, kafka:TOPIC or kinesis:STREAM.");
        }
    }

    private static End files(String shown, String rest, boolean follow, Duration readyAfter) throws OptionException {
        String path = rest;
        if (rest.startsWith("//")) {
            if (!rest.startsWith("///")) {
                throw new OptionException(shown + ": names a host. Write file:PATH, or file:///PATH.");
            }
            path = rest.substring(2);
        }
        if (path.isBlank()) {
            throw new OptionException(shown + ": names no path. Write file:PATH.");
        }
        if (!follow && !readyAfter.isZero()) {
            throw new OptionException(shown + ": ready-after is for files that are followed. Add follow=true.");
        }
        try {
            return new End.Files(shown, Path.of(path).toAbsolutePath().normalize(), follow, readyAfter);
        } catch (InvalidPathException e) {
            throw new OptionException(shown + ": is not a path: " + e.getReason() + ".", e);
        }
    }

    private static Map<String, String> parameters(String shown, String query) throws OptionException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                throw new OptionException(shown + ": '" + parameter + "' is not a parameter: write NAME=VALUE.");
            }
            String name = parameter.substring(0, equals);
            if (parameters.putIfAbsent(name, parameter.substring(equals + 1)) != null) {
                throw new OptionException(shown + ": the parameter " + name + " is given twice.");
            }
        }
        return parameters;
    }

    private static void only(String shown, Set<String> known, Map<String, String> parameters) throws OptionException {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                String takes = known.isEmpty()
                        ? "this end takes no parameters"
                        : "this end takes "
                                + String.join(", ", known.stream().sorted().toList());
                throw new OptionException(shown + ": unknown parameter '" + name + "'; " + takes + ".");
            }
        }
    }

    private static boolean flag(String shown, String name, Map<String, String> parameters) throws OptionException {
        String value = parameters.getOrDefault(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new OptionException(shown + ": " + name + "=" + value + ": expected is true or false.");
        };
    }

    private static Duration readyAfter(String shown, Map<String, String> parameters) throws OptionException {
        String value = parameters.getOrDefault("ready-after", "0 s");
        try {
            return TimeUtils.parseDuration(value);
        } catch (IllegalArgumentException e) {
            throw new OptionException(
                    shown + ": ready-after=" + value + ": expected is a time such as 30s or 5min.", e);
        }
    }

    private static End.Start start(String shown, String from) throws OptionException {
        if (from.equals("earliest")) {
            return End.Start.EARLIEST;
        }
        if (from.equals("latest")) {
            return new End.Start(End.Start.At.LATEST, 0);
        }
        try {
            return new End.Start(
                    End.Start.At.TIME, OffsetDateTime.parse(from).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new OptionException(
                    shown + ": from=" + from
                            + ": expected is earliest, latest or a time with its zone such as 2026-11-20T00:00:00Z.",
                    e);
        }
    }
}
