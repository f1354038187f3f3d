package io.datastreamer.collect.config;

import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.DeclaredOption;
import io.datastreamer.options.DeclaredOptions;
import io.datastreamer.options.DeclaredOptions.Area;
import io.datastreamer.options.OptionValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Declares every option of {@code ./streamer collect radius} once, in the order of help and pages. */
public final class CollectOptions {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    static final DeclaredOption<String> CONFIG = DeclaredOption.text(
            "config", "FILE", null, "a YAML file", "A YAML file with options. The command line takes precedence.");
    public static final DeclaredOption<String> HOST = DeclaredOption.text(
            "listen.host",
            "ADDRESS",
            "127.0.0.1",
            "an address of this machine",
            "Where to listen; 0.0.0.0 for all addresses. A machine with several addresses answers from the address of"
                    + " its route: name the one that elements send to.");
    public static final DeclaredOption<Integer> PORT =
            DeclaredOption.number("listen.port", "1813", 0, 65_535, "UDP port to listen at; 0 for any free one.");
    public static final DeclaredOption<Path> ELEMENTS = DeclaredOption.file(
            "elements",
            "a YAML file of elements, NAME: {address: …, secret: …}",
            "A YAML file of the elements that may send: NAME: {address: 192.0.2.10, secret: …}. An address may be a"
                    + " range or a list; secret-file names a file that holds the secret. Required.");
    public static final DeclaredOption<Target> TO = new DeclaredOption<>(
            "to",
            "URI",
            null,
            "kafka:TOPIC or file:DIRECTORY",
            "Where records are written; the job reads them with format radius-detail. Required.",
            CollectOptions::target);
    public static final DeclaredOption<String> INSTANCE_NAME = new DeclaredOption<>(
            "instance",
            "NAME",
            "collector",
            "up to 60 letters, digits, -, _ and .",
            "Part of the names of files: must be different for each collector that writes to the same directory.",
            text -> INSTANCE.matcher(text).matches() ? text : null);
    public static final DeclaredOption<Duration> ROLL_AFTER = DeclaredOption.duration(
            "file.roll-after", "1h", "How long a file is written to before the next one begins.");
    public static final DeclaredOption<Integer> ROLL_MEGABYTES = DeclaredOption.number(
            "file.roll-megabytes", "256", 1, 100_000, "How large a file becomes before the next one begins.");
    static final DeclaredOption<Integer> WAITING = DeclaredOption.number(
            "limits.waiting",
            "20000",
            1,
            10_000_000,
            "Most requests whose records are not durable yet. Further ones are not answered, so elements resend them.");
    static final DeclaredOption<Integer> WAITING_MEGABYTES =
            DeclaredOption.number("limits.waiting-megabytes", "64", 1, 100_000, "Most memory for these requests.");
    static final DeclaredOption<Integer> REMEMBERED = DeclaredOption.number(
            "limits.remembered",
            "2000000",
            2,
            100_000_000,
            "Most requests that are remembered to recognise retransmissions. Each takes up to 68 bytes of memory.");
    static final DeclaredOption<Duration> REMEMBERED_FOR = DeclaredOption.duration(
            "limits.remembered-for",
            "60s",
            "How long a request is remembered: longer than elements retransmit. A later retransmission makes a second"
                    + " record, which the job drops.");
    static final DeclaredOption<Integer> SOCKET_KILOBYTES = DeclaredOption.number(
            "limits.socket-kilobytes",
            "8192",
            64,
            1_000_000,
            "The system's buffer for requests that have not been read; the system grants at most net.core.rmem_max.");
    static final DeclaredOption<Duration> END_WITHIN = DeclaredOption.duration(
            "limits.end-within", "10s", "How long waiting requests may take when the process is stopped.");
    public static final DeclaredOption<String> METRICS_HOST = DeclaredOption.text(
            "metrics.host",
            "ADDRESS",
            "127.0.0.1",
            "an address of this machine",
            "Where /metrics and /health are served over HTTP; 0.0.0.0 for all addresses.");
    public static final DeclaredOption<Integer> METRICS_PORT =
            DeclaredOption.number("metrics.port", "9181", 0, 65_535, "Port of metrics and health; 0 for any free one.");

    /** All options of the collector. */
    public static final DeclaredOptions ALL = new DeclaredOptions(
            CONFIG,
            new Area("Elements", CONFIG, ELEMENTS, HOST, PORT),
            new Area("Records", TO, INSTANCE_NAME, ROLL_AFTER, ROLL_MEGABYTES),
            new Area("Limits", WAITING, WAITING_MEGABYTES, REMEMBERED, REMEMBERED_FOR, SOCKET_KILOBYTES, END_WITHIN),
            new Area("Metrics", METRICS_HOST, METRICS_PORT));

    private CollectOptions() {}

    /** Where records are written. */
    public sealed interface Target {}

    /** A Kafka topic. */
    public record Topic(String name) implements Target {}

    /** A directory of files. */
    public record Directory(Path path) implements Target {}

    /** Reads the limits from the options. */
    public static Limits limits(OptionValues values) throws BadOptionException {
        return new Limits(
                values.get(WAITING),
                values.get(WAITING_MEGABYTES) * 1_000_000L,
                values.get(REMEMBERED),
                values.get(REMEMBERED_FOR),
                values.get(SOCKET_KILOBYTES) * 1024,
                values.get(END_WITHIN));
    }

    private static @Nullable Target target(String text) {
        if (text.startsWith("kafka:")) {
            String topic = text.substring("kafka:".length());
            return TOPIC.matcher(topic).matches() ? new Topic(topic) : null;
        }
        String path = text.startsWith("file:") ? text.substring("file:".length()) : "";
        return path.isBlank() || path.indexOf('?') >= 0 ? null : new Directory(Path.of(path));
    }
}
