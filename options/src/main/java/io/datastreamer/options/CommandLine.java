package io.datastreamer.options;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parses {@code --KEY VALUE} and {@code --KEY=VALUE}. It does not know which options exist. */
public final class CommandLine {
    private CommandLine() {}

    /** Whether an argument that is not a value asks for help: {@code --help} or {@code -h}. */
    public static boolean asksForHelp(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help") || args[i].equals("-h")) {
                return true;
            }
            if (args[i].startsWith("--") && args[i].indexOf('=') < 0) {
                i++;
            }
        }
        return false;
    }

    /**
     * Parses the arguments.
     *
     * @return values by key, in the order given
     * @throws BadOptionException when an argument is not an option, has no value or comes twice
     */
    public static Map<String, String> parse(String[] args) throws BadOptionException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("--") || arg.length() == 2) {
                throw new BadOptionException("'" + arg + "' is not an option: options are --KEY VALUE or --KEY=VALUE.");
            }
            int equals = arg.indexOf('=');
            String key = arg.substring(2, equals < 0 ? arg.length() : equals);
            String value;
            if (equals >= 0) {
                value = arg.substring(equals + 1);
            } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
                value = args[++i];
            } else {
                throw new BadOptionException("--" + key + " has no value. Write --" + key + " VALUE, or --" + key
                        + "=VALUE when the value starts with two dashes.");
            }
            if (values.putIfAbsent(key, value) != null) {
                throw new BadOptionException(
                        "--" + key + " is given twice: '" + values.get(key) + "' and '" + value + "'.");
            }
        }
        return values;
    }
}
