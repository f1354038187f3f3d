package io.datastreamer.collect;

import io.datastreamer.collect.config.CollectOptions;
import io.datastreamer.collect.config.Elements;
import io.datastreamer.collect.radius.Collector;
import io.datastreamer.collect.records.FileLog;
import io.datastreamer.collect.records.KafkaLog;
import io.datastreamer.collect.records.RecordLog;
import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.CommandLine;
import io.datastreamer.options.DeclaredOption;
import io.datastreamer.options.OptionValues;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The collector, {@code ./streamer collect radius}: creates and connects its parts. */
public final class Collect implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collect.class);
    private static final int FAILED = 1;
    private static final int BAD_OPTION = 2;
    private static final String USAGE = """
            Usage: ./streamer collect radius --elements FILE --to URI [--KEY VALUE ...]

            Receives RADIUS accounting (RFC 2866) from network elements over UDP, and answers each request once its
            record is durable where the job reads it, with format radius-detail.

            """;

    private final Collector collector;
    private final MetricsServer metrics;

    /**
     * Opens the ports and starts to accept requests.
     *
     * @throws BadOptionException when an option cannot be used; the message names it
     */
    public Collect(OptionValues options, Clock clock) throws BadOptionException {
        Elements elements = Elements.read(options.required(CollectOptions.ELEMENTS));
        CollectOptions.Target target = options.required(CollectOptions.TO);
        InetSocketAddress address = address(options, CollectOptions.HOST, CollectOptions.PORT);
        InetSocketAddress metricsAddress = address(options, CollectOptions.METRICS_HOST, CollectOptions.METRICS_PORT);
        Counters counters = new Counters();
        try {
            metrics = new MetricsServer(metricsAddress, counters);
        } catch (IOException e) {
            throw new BadOptionException("--metrics.port: cannot listen there: " + e.getMessage(), e);
        }
        RecordLog log = log(options, target, clock);
        try {
            collector = new Collector(address, elements, CollectOptions.limits(options), log, counters, clock);
        } catch (IOException e) {
            throw new BadOptionException("--listen.host, --listen.port: cannot listen there: " + e.getMessage(), e);
        }
        collector.start();
    }

    private static RecordLog log(OptionValues options, CollectOptions.Target target, Clock clock)
            throws BadOptionException {
        try {
            if (target instanceof CollectOptions.Topic topic) {
                return new KafkaLog(options.kafka(), topic.name());
            }
            return new FileLog(
                    ((CollectOptions.Directory) target).path(),
                    options.get(CollectOptions.INSTANCE_NAME),
                    options.get(CollectOptions.ROLL_AFTER),
                    options.get(CollectOptions.ROLL_MEGABYTES) * 1_000_000L,
                    clock);
        } catch (IOException e) {
            throw new BadOptionException("--to: cannot be written to: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(
            OptionValues options, DeclaredOption<String> host, DeclaredOption<Integer> port) throws BadOptionException {
        try {
            return new InetSocketAddress(InetAddress.getByName(options.get(host)), options.get(port));
        } catch (UnknownHostException e) {
            throw new BadOptionException(
                    "--" + host.key() + " " + options.get(host) + ": there is no such address.", e);
        }
    }

    /** The port that receives requests. */
    public int port() throws IOException {
        return collector.port();
    }

    /** The port of the metrics. */
    public int metricsPort() {
        return metrics.port();
    }

    /** Accepts no more requests; waiting ones are made durable and answered. */
    @Override
    public void close() throws IOException, InterruptedException {
        metrics.close();
        collector.close();
    }

    /**
     * Runs until it is stopped. Exits with 2 and a message when an option is invalid, and with 1 after a failure.
     *
     * @param args what to collect, then options; {@code --help} lists them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (args.length == 0 || CommandLine.asksForHelp(args)) {
            out.print(USAGE + CollectOptions.ALL.help());
            return;
        }
        Collect collect;
        try {
            if (!args[0].equals("radius")) {
                throw new BadOptionException("'" + args[0] + "': expected is what to collect: radius.");
            }
            collect =
                    new Collect(CollectOptions.ALL.parse(Arrays.copyOfRange(args, 1, args.length)), Clock.systemUTC());
        } catch (BadOptionException e) {
            System.err.println("collect: " + e.getMessage());
            // halt, not exit: a shutdown of a half-started process may not succeed
            Runtime.getRuntime().halt(BAD_OPTION);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(collect::end, "stop"));
        out.println(
                "collect: radius at udp port " + collect.port() + ", metrics at http port " + collect.metricsPort());
        while (!collect.collector.hasFailed()) {
            TimeUnit.SECONDS.sleep(1);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            LOG.error("at the end: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
