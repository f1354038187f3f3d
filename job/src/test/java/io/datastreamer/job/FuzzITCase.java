package io.datastreamer.job;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.job.enrich.EnrichSettings;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs damaged records of every kind through all stages. None stops the job. Each becomes a document that a strict
 * reader and the published schema accept, is rejected with a reason, or is dropped as a duplicate.
 * {@code -Dfuzz.records=} and {@code -Dfuzz.seed=} make another run; records are made when they are needed.
 */
class FuzzITCase {
    private static final int RECORDS_PER_SIM = 60;

    // short, so that long runs have no long queues
    private static final EnrichSettings SETTINGS =
            new EnrichSettings(Duration.ofSeconds(5), Duration.ofHours(1), 4096, 100_000, 100_000, Duration.ofDays(31));

    @Test
    void everyRecordIsAccountedFor() throws Exception {
        int count = Integer.getInteger("fuzz.records", 30_000);
        long seed = Long.getLong("fuzz.seed", 1);
        int sims = 1 + count / RECORDS_PER_SIM;
        int billing = count / 4;
        RecordPath path = new RecordPath(2, SETTINGS);
        StreamExecutionEnvironment environment = path.environment();
        path.add(
                mutated(environment, "network", new Mutations(seed + 3, soundNetworkRecords(), sims), count - billing),
                mutated(environment, "billing", new Mutations(seed + 4, soundBillingRecords(), sims), billing),
                damagedThenSound(environment, "sims", spread(GoldenFiles.sims(), sims), seed + 1),
                damagedThenSound(environment, "catalog", GoldenFiles.catalog(), seed + 2),
                FuzzITCase::checkDocument,
                FuzzITCase::checkRejected);

        environment.execute();

        Balance balance = Balance.of(path.metrics());
        System.out.printf("fuzz: seed %d, %s%n", seed, balance);
        assertThat(balance.raw()).isEqualTo(count);
        assertThat(balance.accountedFor()).isEqualTo(count);
        assertThat(balance.waiting()).isZero();
        assertThat(balance.documents()).isGreaterThan(count / 20);
        assertThat(balance.rejected()).isGreaterThan(count / 20);
    }

    private static void checkDocument(Document document) {
        boolean isEvent = document.kind() == RecordKind.EVENT;
        long id = isEvent ? StrictDocument.event(document.json()) : StrictDocument.usage(document.json());
        String json = new String(document.json(), UTF_8);
        List<String> faults = Schemas.strictFaults(isEvent ? "event" : "usage", json);
        if (id != document.id() || !faults.isEmpty()) {
            throw new AssertionError(faults + ": " + json);
        }
        if (document.supplement().length > 0) {
            StrictJson.read(document.supplement());
        }
    }

    private static void checkRejected(Rejected rejected) {
        List<String> faults = Schemas.strictFaults("rejected", new String(RejectedCodec.write(rejected), UTF_8));
        if (!faults.isEmpty()
                || !rejected.reason().matches("[^\\n\\r]+: [^\\n\\r]*")
                || rejected.reason().contains("cannot be decoded")
                || rejected.reason().contains("no document can be made")) {
            throw new AssertionError(faults + ": " + rejected);
        }
    }

    private static DataStream<RawRecord> mutated(
            StreamExecutionEnvironment environment, String name, Mutations mutations, int count) {
        return environment
                .fromSource(new NumberSequenceSource(0, count - 1), WatermarkStrategy.noWatermarks(), name)
                .uid(name)
                .map(mutations::make)
                .returns(RecordTypes.RAW_RECORD)
                .uid("mutate-" + name);
    }

    private static DataStream<RawRecord> damagedThenSound(
            StreamExecutionEnvironment environment, String name, List<RawRecord> sound, long seed) {
        List<RawRecord> records = new ArrayList<>(new Mutations(seed, sound, 1).make(500));
        records.addAll(sound);
        return environment.fromData(records, RecordTypes.RAW_RECORD).uid(name);
    }

    private static List<RawRecord> spread(List<RawRecord> lines, int sims) {
        List<RawRecord> spread = new ArrayList<>();
        for (RawRecord line : lines) {
            for (int i = 0; i < sims; i++) {
                spread.add(Lines.raw(Mutations.spread(new String(line.bytes(), UTF_8), i)));
            }
        }
        return spread;
    }

    private static List<RawRecord> soundNetworkRecords() {
        List<RawRecord> records = new ArrayList<>(GoldenFiles.networkRecords());
        for (EventType type : EventType.values()) {
            records.add(Lines.raw("{\"record_id\":1,\"time\":\"2017-10-26T07:28:00Z\",\"operation\":\"" + type
                    + "\",\"imsi\":\"901430123456789\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\"sgsn\":\"4917\","
                    + "\"sgsn_ip\":\"10.0.0.1\",\"reason\":\"why\",\"sim_status\":{\"from\":\"a\",\"to\":\"b\"},"
                    + "\"callback_url\":\"https://example.com\",\"http_status\":500,\"description\":\"näh\"}"));
        }
        return records;
    }

    private static List<RawRecord> soundBillingRecords() {
        List<RawRecord> records = new ArrayList<>(GoldenFiles.billingRecords());
        records.add(Lines.raw("{\"record_id\":1,\"imsi\":\"901430999912345\",\"start\":\"2017-03-19T21:06:33Z\","
                + "\"end\":\"2017-03-19T21:06:33Z\",\"rx_messages\":1,\"tx_messages\":2,"
                + "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"01\"},\"service\":\"SMS\",\"cost\":1.5,\"currency\":\"USD\","
                + "\"ratezone_id\":83,\"tariff_id\":64}"));
        return records;
    }
}
