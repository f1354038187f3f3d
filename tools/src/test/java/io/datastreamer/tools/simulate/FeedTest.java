package io.datastreamer.tools.simulate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FeedTest {
    @TempDir
    Path dir;

    @Test
    void writesSoManyRecordsAndTheirReferenceToFiles() throws Exception {
        NetworkSimulation simulation = new NetworkSimulation(1, 30, NetworkSimulation.START);
        try (Output files = new FileOutput(dir)) {
            Feed feed = new Feed(simulation, files, Feed.UNPACED);
            feed.reference();

            assertThat(feed.run(2000)).isEqualTo(2000);
        }

        List<String> catalog = Files.readAllLines(dir.resolve("catalog.jsonl"));
        List<String> sims = Files.readAllLines(dir.resolve("sims.jsonl"));
        int records = Files.readAllLines(dir.resolve("network-records.jsonl")).size()
                + Files.readAllLines(dir.resolve("billing-records.jsonl")).size();
        assertThat(catalog).isNotEmpty().allMatch(line -> line.startsWith("{\"kind\":"));
        assertThat(sims).hasSizeGreaterThan(30);
        assertThat(records).isEqualTo(2000 - (sims.size() - 30));
    }

    @Test
    void whatElementsWriteIsInFilesOfTheirOwn() throws Exception {
        for (RecordFormat format :
                List.of(RecordFormat.RADIUS_DETAIL, RecordFormat.THREE_GPP_CDR, RecordFormat.OSMO_SGSN_CDR)) {
            try (Output files = new FileOutput(dir)) {
                new Feed(new NetworkSimulation(1, 30, NetworkSimulation.START, format), files, Feed.UNPACED).run(2000);
            }
            assertThat(Files.readString(dir.resolve("billing-records.jsonl"))).doesNotContain("\"DATA\"");
            assertThat(Files.readString(dir.resolve("network-records.jsonl"))).doesNotContain("PDP_CONTEXT");
        }

        // the files of an earlier run are gone
        assertThat(dir.resolve("radius-detail")).isEmptyDirectory();
        assertThat(dir.resolve("3gpp-cdr")).isEmptyDirectory();
        try (Stream<Path> lines = Files.list(dir.resolve("osmo-sgsn-cdr"))) {
            assertThat(lines)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .filteredOn(line -> line.startsWith("timestamp,"))
                            .hasSize(1));
        }
    }

    @Test
    void keepsToItsRate() throws Exception {
        Kept kept = new Kept();
        Feed feed = new Feed(new NetworkSimulation(1, 30, NetworkSimulation.START), kept, 100);
        long start = System.nanoTime();

        feed.run(51);

        // the first at once, the others each 10 ms after the previous one
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(kept.records).hasSize(51);
        assertThat(kept.flushed).as("nothing stays in a buffer").isEqualTo(51);
    }

    @Test
    void endsWhenItIsStopped() throws Exception {
        Kept kept = new Kept();
        Feed feed = new Feed(new NetworkSimulation(1, 30, NetworkSimulation.START), kept, 1);
        Thread stopper = new Thread(feed::stop);
        stopper.start();

        assertThat(feed.run(Long.MAX_VALUE)).isLessThan(60);
        stopper.join();
        assertThat(kept.flushed).isEqualTo(kept.records.size());
    }

    private static final class Kept implements Output {
        private final List<SimulatedRecord> records = new ArrayList<>();
        private int flushed;

        @Override
        public void write(SimulatedRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            flushed = records.size();
        }

        @Override
        public void close() {}
    }
}
