package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.wire.RecordTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndsTest {
    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(dir.resolve("in.jsonl"), "{}\n");
    }

    @Test
    void endsThatAreNotSetAreNotThere() throws OptionException {
        Ends ends = ends("--status=file:" + dir.resolve("out"));

        assertThat(ends.has(StreamerOptions.NETWORK_RECORDS)).isTrue();
        assertThat(ends.has(StreamerOptions.STATUS)).isTrue();
        assertThat(ends.has(StreamerOptions.BILLING_RECORDS)).isFalse();
        assertThat(ends.has(StreamerOptions.ATTEMPTS)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ends.sink(StreamerOptions.ATTEMPTS))
                .withMessage("--attempts is not set");
    }

    @Test
    void jobIsBoundedWhenAllItsInputsAre() throws OptionException {
        Ends bounded = ends();
        assertThat(bounded.bounded()).isTrue();
        assertThat(bounded.source(StreamerOptions.SIMS, RecordTypes.RAW_RECORD).getBoundedness())
                .isEqualTo(Boundedness.BOUNDED);

        Ends followed = ends("--billing-records=file:" + file + "?follow=true");
        assertThat(followed.bounded()).isFalse();
        assertThat(followed.source(StreamerOptions.BILLING_RECORDS, RecordTypes.RAW_RECORD)
                        .getBoundedness())
                .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    }

    @Test
    void checkMakesTheDirectoriesOfOutputs() throws OptionException {
        ends("--status=file:" + dir.resolve("a/b")).check();

        assertThat(dir.resolve("a/b")).isDirectory();
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() ->
                        ends("--billing-records=file:" + dir.resolve("absent")).check())
                .withMessageContaining("--billing-records file:" + dir.resolve("absent"))
                .withMessageContaining("there is no " + dir.resolve("absent"));
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends("--rejected=file:" + file).check())
                .withMessageContaining("--rejected file:" + file)
                .withMessageContaining("An output is a directory");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(
                        () -> ends("--rejected=file:" + file.resolve("below")).check())
                .withMessageContaining("cannot be made");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends("--status=kafka:status"))
                .withMessageContaining("--status kafka:status needs --kafka.bootstrap-servers");
    }

    @Test
    void kinesisIsForRecordsAndForWhatNeedsNoLastValue() throws OptionException {
        String region = "--kinesis.region=eu-central-1";
        Ends ends = ends("--billing-records=kinesis:cdr", "--rejected=kinesis:rejected", region);
        assertThat(ends.bounded()).isFalse();
        assertThat(ends.source(StreamerOptions.BILLING_RECORDS, RecordTypes.RAW_RECORD)
                        .getBoundedness())
                .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(ends.sink(StreamerOptions.REJECTED)).isNotNull();

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends("--billing-records=kinesis:cdr"))
                .withMessage("--billing-records kinesis:cdr needs --kinesis.region REGION.");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends("--status=kinesis:status", region))
                .withMessageContaining("--status kinesis:status: its readers want the last status");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends("--attempts=kinesis:attempts", region, "--kinesis.access-key-id=AKIA"))
                .withMessageContaining("go together");
        for (String option : List.of("sims", "catalog", "streams")) {
            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> ends("--" + option + "=kinesis:a", region))
                    .withMessageContaining("--" + option + " kinesis:a: is read from its beginning at each start");
        }
    }

    @Test
    void kinesisThatDoesNotAnswerIsNamed() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends(
                                "--billing-records=kinesis:cdr",
                                "--kinesis.region=eu-central-1",
                                "--kinesis.access-key-id=AKIA",
                                "--kinesis.secret-access-key=env:NO_SUCH_VARIABLE")
                        .check())
                .withMessageContaining("--billing-records kinesis:cdr")
                .withMessageContaining("env:NO_SUCH_VARIABLE: the environment has no such variable");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> ends(
                                "--billing-records=kinesis:cdr",
                                "--kinesis.region=eu-central-1",
                                "--kinesis.endpoint=http://127.0.0.1:1",
                                "--kinesis.access-key-id=AKIA",
                                "--kinesis.secret-access-key=secret")
                        .check())
                .withMessageContaining("--billing-records kinesis:cdr: http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void whatIsThereIsFine() {
        assertThatCode(() ->
                        ends("--billing-records=file:" + dir + "?follow=true").check())
                .doesNotThrowAnyException();
    }

    private Ends ends(String... more) throws OptionException {
        List<String> args = new ArrayList<>(Arrays.asList(more));
        for (String option : List.of("network-records", "sims", "catalog", "streams")) {
            if (args.stream().noneMatch(arg -> arg.startsWith("--" + option + "="))) {
                args.add("--" + option + "=file:" + file);
            }
        }
        return Ends.of(StreamerConfig.parse(args.toArray(String[]::new)));
    }
}
