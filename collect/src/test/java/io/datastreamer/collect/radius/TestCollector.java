package io.datastreamer.collect.radius;

import io.datastreamer.collect.Counters;
import io.datastreamer.collect.config.Elements;
import io.datastreamer.collect.config.Limits;
import io.datastreamer.collect.records.RecordLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** A collector on a free port that accepts requests from this machine. */
final class TestCollector implements AutoCloseable {
    static final Limits LIMITS =
            new Limits(1000, 1_000_000, 100_000, Duration.ofMinutes(5), 1 << 18, Duration.ofMinutes(2));
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    final Counters counters = new Counters();
    final Collector collector;

    TestCollector(Path directory, Limits limits, RecordLog log) throws Exception {
        Path elements = directory.resolve("elements.yaml");
        Files.writeString(elements, "ggsn-1: {address: 127.0.0.1, secret: " + Client.SECRET + "}\n");
        collector = new Collector(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Elements.read(elements),
                limits,
                log,
                counters,
                CLOCK);
        collector.start();
    }

    int port() throws Exception {
        return collector.port();
    }

    @Override
    public void close() throws Exception {
        collector.close();
    }

    /** Stores records in a list; can be set to fail. */
    static final class Memory implements RecordLog {
        private final List<String> blocks = new ArrayList<>();
        private boolean fails;

        @Override
        public synchronized BitSet append(List<Entry> entries) throws IOException {
            if (fails) {
                throw new IOException("told to fail");
            }
            BitSet all = new BitSet();
            for (Entry entry : entries) {
                all.set(all.length());
                blocks.add(new String(entry.bytes(), US_ASCII));
            }
            return all;
        }

        synchronized List<String> blocks() {
            return List.copyOf(blocks);
        }

        synchronized void fail(boolean now) {
            fails = now;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
