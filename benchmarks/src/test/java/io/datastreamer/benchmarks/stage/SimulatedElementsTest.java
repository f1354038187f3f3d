package io.datastreamer.benchmarks.stage;

import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.element.ElementSettings;
import io.datastreamer.job.element.ElementSettings.ImsiFrom;
import io.datastreamer.job.element.OsmoSgsn;
import io.datastreamer.job.element.RadiusDetail;
import io.datastreamer.job.element.ThreeGppCdr;
import io.datastreamer.job.ingest.files.cut.CdrFiles;
import io.datastreamer.job.ingest.files.cut.DetailBlocks;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.ingest.files.cut.WholeLines;
import io.datastreamer.job.mediate.MediateOutput;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.mediate.Mediator;
import io.datastreamer.job.mediate.MemorySessions;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.RecordFormat;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** What the simulated network's elements write becomes exactly the documents that the simulation says. */
class SimulatedElementsTest {
    private static final int RECORDS = 8000;
    private static final int MAX_BYTES = 1 << 20;

    private final Mediator mediator = new Mediator(
            new MediateSettings(Duration.ofDays(7), Duration.ofDays(31), RECORDS, false, Duration.ofHours(1)));
    private final MemorySessions sessions = new MemorySessions(RECORDS);
    private final Ids became = new Ids();

    @Test
    void accountingByRadius() throws IOException {
        compare(
                RecordFormat.RADIUS_DETAIL,
                new DetailBlocks(MAX_BYTES),
                key -> "detail",
                file -> new RadiusDetail(ElementSettings.DEFAULT));
    }

    @Test
    void linesOfOsmoSgsns() throws IOException {
        compare(
                RecordFormat.OSMO_SGSN_CDR,
                new WholeLines(MAX_BYTES),
                key -> key,
                plmn -> new OsmoSgsn(new ElementSettings(
                        null,
                        new Plmn(plmn.substring(0, 3), plmn.substring(4)),
                        2,
                        null,
                        null,
                        false,
                        false,
                        ImsiFrom.IMSI,
                        true,
                        Set.of())));
    }

    @Test
    void chargingDataRecords() throws IOException {
        compare(
                RecordFormat.THREE_GPP_CDR,
                new CdrFiles(MAX_BYTES),
                key -> "pgw",
                file -> new ThreeGppCdr(ElementSettings.DEFAULT));
    }

    private void compare(
            RecordFormat format,
            Framing framing,
            Function<String, String> file,
            Function<String, ElementDecoder> decoder)
            throws IOException {
        NetworkSimulation simulation = new NetworkSimulation(1, 300, NetworkSimulation.START, format);
        Map<String, ByteArrayOutputStream> files = new TreeMap<>();
        Ids expected = new Ids();
        for (int i = 0; i < RECORDS; i++) {
            SimulatedRecord record = simulation.next();
            if (!record.place().isOfElement()) {
                continue;
            }
            ByteArrayOutputStream out =
                    files.computeIfAbsent(file.apply(record.key()), any -> new ByteArrayOutputStream());
            out.write(record.bytes());
            if (record.place().isText()) {
                out.write('\n');
            }
            switch (record.becomes()) {
                case EVENT -> expected.events.add(record.recordId());
                case USAGE -> expected.usages.add(record.recordId());
                case REJECT -> expected.rejected++;
                case REFERENCE -> {}
            }
        }
        for (Map.Entry<String, ByteArrayOutputStream> each : files.entrySet()) {
            read(framing, decoder.apply(each.getKey()), each.getValue().toByteArray());
        }

        assertThat(expected.events).hasSizeGreaterThan(1000);
        assertThat(became.events).isEqualTo(expected.events);
        assertThat(became.usages).isEqualTo(expected.usages);
        assertThat(became.rejected).isEqualTo(expected.rejected);
    }

    private void read(Framing framing, ElementDecoder decoder, byte[] file) throws IOException {
        RecordCutter cutter = framing.cut(new ByteArrayInputStream(file), 0);
        for (RecordCutter.Cut cut = next(cutter); cut != null; cut = next(cutter)) {
            for (SessionRecord record : decoded(decoder, cut.bytes())) {
                mediator.take(record, sessions, 0, became);
            }
        }
    }

    private static RecordCutter.@Nullable Cut next(RecordCutter cutter) throws IOException {
        RecordCutter.Cut cut = cutter.next();
        return cut == null ? cutter.rest() : cut;
    }

    private List<SessionRecord> decoded(ElementDecoder decoder, byte[] bytes) {
        List<SessionRecord> records = new ArrayList<>();
        try {
            decoder.decode(new RawRecord(bytes, null, "test", 0, 0, null), new ElementDecoder.Output() {
                @Override
                public void session(SessionRecord record) {
                    records.add(record);
                }

                @Override
                public void unused(String why) {}
            });
        } catch (MalformedRecord e) {
            became.rejected++;
        }
        return records;
    }

    /** Keeps ids; there is none twice. */
    private static final class Ids implements MediateOutput {
        private final TreeSet<Long> events = new TreeSet<>();
        private final TreeSet<Long> usages = new TreeSet<>();
        private int rejected;

        @Override
        public void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin) {
            assertThat(events.add(record.recordId())).isTrue();
        }

        @Override
        public void billing(BillingRecord record, Origin origin) {
            assertThat(usages.add(record.recordId())).isTrue();
        }

        @Override
        public void duplicate(String why, Origin origin) {}

        @Override
        public void late(String why, Origin origin) {}

        @Override
        public void unused(String why, Origin origin) {}

        @Override
        public void reject(Reason reason, String text, Origin origin) {
            throw new AssertionError(text);
        }

        @Override
        public void wrapped(int times) {
            throw new AssertionError("nothing wraps");
        }
    }
}
