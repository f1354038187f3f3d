package io.datastreamer.tools;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the command line of a tool: {@code --KEY VALUE}, {@code --KEY=VALUE}, and flags without value. */
public final class Arguments {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) *(ms|s|min|h)");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Thrown when the command line is wrong; the message is for its user. */
    public static final class BadArgument extends Exception {
        private static final long serialVersionUID = 1L;

        public BadArgument(String message) {
            super(message);
        }
    }

    /**
     * Parses the command line.
     *
     * @param options options with a value
     * @param flags options without a value
     * @throws BadArgument when an option is unknown, lacks its value or occurs twice
     */
    public static Arguments parse(String[] args, Set<String> options, Set<String> flags) throws BadArgument {
        Arguments arguments = new Arguments();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String key = equals < 0 ? args[i] : args[i].substring(0, equals);
            String name = key.startsWith("--") ? key.substring(2) : "";
            String value;
            if (flags.contains(name) && equals < 0) {
                value = "true";
            } else if (options.contains(name) && equals >= 0) {
                value = args[i].substring(equals + 1);
            } else if (options.contains(name) && i + 1 < args.length) {
                value = args[++i];
            } else {
                throw new BadArgument(
                        options.contains(name)
                                ? key + " needs a value."
                                : "'" + args[i] + "' is not known; see --help.");
            }
            if (arguments.values.putIfAbsent(name, value) != null) {
                throw new BadArgument(key + " is given twice.");
            }
        }
        return arguments;
    }

    /** Whether the option or flag is given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The option's text, or null when it is not given. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** The option's text, which is required. */
    public String required(String name) throws BadArgument {
        String value = values.get(name);
        if (value == null) {
            throw new BadArgument("--" + name + " is missing.");
        }
        return value;
    }

    /** The option's number, which must be from {@code least} to {@code most}. */
    public long number(String name, long byDefault, long least, long most) throws BadArgument {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with what is expected
        }
        throw new BadArgument(
                "--" + name + " " + value + ": expected is a whole number from " + least + " to " + most + ".");
    }

    /** The option's names, with commas between them, which must be some of these; all when it is not given. */
    public Set<String> names(String name, List<String> all) throws BadArgument {
        String value = values.get(name);
        Set<String> names = new LinkedHashSet<>(value == null ? all : Arrays.asList(value.split(",", -1)));
        if (!all.containsAll(names)) {
            throw new BadArgument("--" + name + " " + value + ": expected are some of " + String.join(",", all) + ".");
        }
        return names;
    }

    /** The option's address of this machine; loopback when it is not given. */
    public InetAddress address(String name) throws BadArgument {
        String value = values.get(name);
        try {
            return value == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new BadArgument(
                    "--" + name + " " + value + ": expected is an address of this machine, such as 0.0.0.0.");
        }
    }

    /** The option's time ({@code 500ms}, {@code 30s}, {@code 10min}, {@code 1h}), or null when it is not given. */
    public @Nullable Duration duration(String name) throws BadArgument {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new BadArgument("--" + name + " " + value + ": expected is a time such as 500ms, 30s, 10min or 1h.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
