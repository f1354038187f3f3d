package io.datastreamer.job;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.ingest.Ends;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * While a job runs whose inputs do not end, metrics account for every raw record: as a document, as rejected, as a
 * duplicate, or as waiting. They also account for every byte of the files: as part of a record, or as padding.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class BalanceITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    private int files;
    private final Map<String, Long> written = new HashMap<>();

    @Test
    void everyRecordIsOneOfFour() throws Exception {
        List<RawRecord> network = new ArrayList<>(GoldenFiles.networkRecords());
        network.addAll(GoldenFiles.networkRecords().subList(0, 3));
        network.add(Lines.raw("garbage"));
        network.add(unknown("\"imsi\":\"901430000000000\""));
        append("network-records", network);
        append("billing-records", GoldenFiles.billingRecords());
        append("billing-records", List.of(Lines.raw("{}")));
        append("catalog", GoldenFiles.catalog());
        append("sims", List.of());
        Ends ends = ends();
        RecordPath path = new RecordPath(2);
        path.add(
                followed(path, ends, StreamerOptions.NETWORK_RECORDS),
                followed(path, ends, StreamerOptions.BILLING_RECORDS),
                followed(path, ends, StreamerOptions.SIMS),
                followed(path, ends, StreamerOptions.CATALOG),
                (Document document) -> {},
                (Rejected rejected) -> {});
        JobClient job = path.environment().executeAsync();
        try {
            int raw = GoldenFiles.networkRecords().size()
                    + GoldenFiles.billingRecords().size()
                    + 6;
            long aboutNoSim = GoldenFiles.networkRecords().stream()
                    .filter(record -> !new String(record.bytes(), UTF_8).contains("\"imsi\":"))
                    .count();
            // of the first three, the third is about no SIM; all three are repeated
            awaitBalance(path, new Balance(raw, aboutNoSim, 2, 3, raw - aboutNoSim - 5));

            append("sims", GoldenFiles.sims());
            awaitBalance(path, new Balance(raw, raw - 6, 2, 3, 1));
            append("network-records", List.of(unknown("\"organisation_id\":17")));
            awaitBalance(path, new Balance(raw + 1, raw - 6, 2, 3, 2));
            everyByteIsAccountedFor(path);
        } finally {
            job.cancel().get();
        }
    }

    private static void awaitBalance(RecordPath path, Balance expected) {
        assertThat(expected.accountedFor()).isEqualTo(expected.raw());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Balance.of(path.metrics())).isEqualTo(expected));
    }

    private void everyByteIsAccountedFor(RecordPath path) {
        written.forEach((input, bytes) -> await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(path.metrics())
                        .containsEntry("Source: " + input + "." + JobMetric.FILE_BYTES.key(), bytes)));
    }

    private static RawRecord unknown(String about) {
        return Lines.raw(
                "{\"record_id\":9001,\"time\":\"2017-10-26T07:28:00Z\",\"operation\":\"GENERIC\",\"description\":\"d\","
                        + about + "}");
    }

    private void append(String input, List<RawRecord> records) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(input));
        StringBuilder lines = new StringBuilder();
        records.forEach(
                record -> lines.append(new String(record.bytes(), UTF_8)).append('\n'));
        // what a crash leaves, and an editor
        lines.append("\0\0\0\n\r\n\n");
        written.merge(input, (long) lines.toString().getBytes(UTF_8).length, Long::sum);
        Path hidden = Files.writeString(folder.resolve(".hidden"), lines);
        Files.move(hidden, folder.resolve(String.valueOf(files++)), StandardCopyOption.ATOMIC_MOVE);
    }

    private DataStream<RawRecord> followed(RecordPath path, Ends ends, Option<String> input) {
        return path.environment()
                .fromSource(
                        ends.source(input, RecordTypes.RAW_RECORD),
                        WatermarkStrategy.noWatermarks(),
                        input.key(),
                        RecordTypes.RAW_RECORD)
                .uid(input.key());
    }

    private Ends ends() throws OptionException {
        List<String> options = new ArrayList<>();
        for (Option<String> input : List.of(
                StreamerOptions.NETWORK_RECORDS,
                StreamerOptions.BILLING_RECORDS,
                StreamerOptions.SIMS,
                StreamerOptions.CATALOG,
                StreamerOptions.STREAMS)) {
            options.addAll(List.of("--" + input.key(), "file:" + dir.resolve(input.key()) + "?follow=true"));
        }
        return Ends.of(StreamerConfig.parse(options.toArray(String[]::new)));
    }
}
