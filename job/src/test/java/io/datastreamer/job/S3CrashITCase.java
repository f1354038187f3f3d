package io.datastreamer.job;

import io.datastreamer.connectors.files.Csv;
import io.datastreamer.connectors.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kills the job while it writes files to S3: every row is there once, however often the job restarts. */
class S3CrashITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long ORGANISATION = 839921;
    private static final int ROWS = 240;
    private static final int ROWS_OF_A_FILE = 20;

    @TempDir
    Path dir;

    @Test
    void noRowIsInTwoFilesAfterCrashes() throws Exception {
        for (String input : List.of("sims", "catalog")) {
            Files.writeString(dir.resolve(input + ".jsonl"), Lines.text("/golden/" + input + ".jsonl"));
        }
        Files.writeString(dir.resolve("network-records.jsonl"), "");
        try (S3Server s3 = S3Server.start(Files.createDirectories(dir.resolve("s3")))) {
            s3.createBucket("files");
            Files.writeString(dir.resolve("streams.jsonl"), """
                    {"id":"files","organisation_id":%d,"stream_type":"EVENTS","api_type":"AWS_S3","historic":true,\
                    "settings":{"bucket":"files","region":"eu-central-1","access_key_id":"%s","secret_access_key":"%s",\
                    "max_records":%d,"rotate_interval_ms":1000}}
                    """.formatted(
                            ORGANISATION, S3Server.ACCESS_KEY_ID, S3Server.SECRET_ACCESS_KEY, ROWS_OF_A_FILE));
            int crashes = 2;
            for (int run = 0; run <= crashes; run++) {
                int last = ROWS * (run + 1) / (crashes + 1);
                append(ROWS * run / (crashes + 1), last);
                try (JobProcess job = start(s3.url())) {
                    // at the first new file of a run, with others on their way
                    int files = s3.objects("files").size();
                    boolean isLastRun = run == crashes;
                    await().atMost(LONG)
                            .until(() -> !job.isAlive()
                                    || (isLastRun
                                            ? rows(s3).size() == ROWS
                                            : s3.objects("files").size() > files));
                    assertThat(job.isAlive()).as(job.said()).isTrue();
                    job.kill();
                }
            }

            assertThat(rows(s3)).hasSize(ROWS);
            assertThat(rows(s3).values()).as("in how many files a row is").containsOnly(1);
        }
    }

    private static Map<String, Integer> rows(S3Server s3) {
        Map<String, Integer> rows = new HashMap<>();
        s3.objects("files").values().forEach(file -> {
            List<List<String>> all = Csv.rows(file);
            all.subList(Math.min(1, all.size()), all.size()).forEach(row -> rows.merge(row.get(0), 1, Integer::sum));
        });
        return rows;
    }

    private void append(int from, int to) throws IOException {
        StringBuilder records = new StringBuilder();
        for (int id = from; id < to; id++) {
            records.append("{\"record_id\":")
                    .append(1000 + id)
                    .append(",\"time\":\"2026-02-03T04:05:06Z\",")
                    .append("\"operation\":\"UPDATE_LOCATION\",\"imsi\":\"901430123456789\",")
                    .append("\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\"vlr\":\"491720013000\"}\n");
        }
        Files.writeString(dir.resolve("network-records.jsonl"), records, StandardOpenOption.APPEND);
    }

    private JobProcess start(String s3) throws IOException {
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "sims", "catalog", "streams")) {
            options.addAll(List.of("--" + input, "file:" + dir.resolve(input + ".jsonl") + "?follow=true"));
        }
        options.addAll(List.of(
                "--egress.allow", "127.0.0.0/8",
                "--checkpoint-interval", "300 ms",
                "--state-dir", dir.resolve("state").toString(),
                "--s3.endpoint", s3,
                "--secrets.allow-plain", "true"));
        return JobProcess.start(dir.resolve("job.log"), options);
    }
}
