package io.datastreamer.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamerConfigTest {
    private static final List<String> NEEDED = List.of(
            "--network-records", "file:n", "--sims", "file:s", "--catalog=file:c", "--streams=kafka:t?from=earliest");

    @TempDir
    Path dir;

    @Test
    void readsBothFormsOfAnOption() throws OptionException {
        StreamerConfig config = parse("--checkpoint-interval", "1 min", "--web-port=8081");

        assertThat(config.get(StreamerOptions.NETWORK_RECORDS)).isEqualTo("file:n");
        assertThat(config.get(StreamerOptions.STREAMS)).isEqualTo("kafka:t?from=earliest");
        assertThat(config.get(StreamerOptions.CHECKPOINT_INTERVAL)).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.get(StreamerOptions.WEB_PORT)).isEqualTo(8081);
    }

    @Test
    void hasTheDocumentedDefaults() throws OptionException {
        StreamerConfig config = parse();

        assertThat(config.get(StreamerOptions.CHECKPOINT_INTERVAL)).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.get(StreamerOptions.STATE_BACKEND)).isEqualTo(StateBackendKind.HEAP);
        assertThat(config.get(StreamerOptions.MAX_RECORD_BYTES)).isEqualTo(MemorySize.ofMebiBytes(1));
        assertThat(config.get(StreamerOptions.KINESIS_DISCOVERY_INTERVAL)).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.find(StreamerOptions.KINESIS_REGION)).isEmpty();
        assertThat(config.find(StreamerOptions.KINESIS_ACCESS_KEY_ID)).isEmpty();
        assertThat(config.find(StreamerOptions.KINESIS_SECRET_ACCESS_KEY)).isEmpty();
        assertThat(config.find(StreamerOptions.KINESIS_ROLE_ARN)).isEmpty();
        assertThat(config.get(StreamerOptions.ENRICH_WAIT)).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.get(StreamerOptions.DEDUPE_WINDOW)).isEqualTo(Duration.ofHours(1));
        assertThat(config.get(StreamerOptions.WAITING_CAP)).isEqualTo(100_000);
        assertThat(config.get(StreamerOptions.SIM_CACHE)).isEqualTo(100_000);
        assertThat(config.get(StreamerOptions.HISTORY_RETENTION)).isEqualTo(Duration.ofDays(20));
        assertThat(config.get(StreamerOptions.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.get(StreamerOptions.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.get(StreamerOptions.MAX_REQUESTS)).isEqualTo(256);
        assertThat(config.get(StreamerOptions.MAX_BYTES)).isEqualTo(MemorySize.ofMebiBytes(64));
        assertThat(config.get(StreamerOptions.BACKOFF_INITIAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.get(StreamerOptions.BACKOFF_MAX)).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.get(StreamerOptions.STATUS_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.get(StreamerOptions.START_SLACK)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.get(StreamerOptions.SEGMENT_BYTES).getBytes()).isEqualTo(131_072);
        assertThat(config.get(StreamerOptions.FRAME_BYTES).getBytes()).isEqualTo(32_768);
        assertThat(config.get(StreamerOptions.JOURNAL_CACHE_BYTES)).isEqualTo(MemorySize.ofMebiBytes(8));
        assertThat(config.get(StreamerOptions.SEGMENT_AGE)).isEqualTo(Duration.ofHours(24));
        assertThat(config.get(StreamerOptions.START_TIMEOUT)).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.get(StreamerOptions.KINESIS_READER)).isEqualTo(KinesisReaderKind.POLLING);
        assertThat(config.get(StreamerOptions.KINESIS_CONSUMER)).isEqualTo("data-streamer");
        assertThat(config.get(StreamerOptions.EGRESS_ALLOW)).isEmpty();
        assertThat(config.find(StreamerOptions.EGRESS_PROXY)).isEmpty();
        assertThat(config.find(StreamerOptions.PARALLELISM)).isEmpty();
        assertThat(config.isSet(StreamerOptions.STATE_BACKEND)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--parallelism | 0 | a whole number from 1 to 2048",
                "--parallelism | many | a whole number from 1 to 2048",
                "--checkpoint-interval | soon | a time above zero",
                "--checkpoint-interval | 0 s | a time above zero",
                "--state-backend | forst | heap or rocksdb",
                "--web-port | 65536 | a port",
                "--metrics-port | 0 | a port from 1",
                "--ingest.max-record-bytes | 0 | a size above zero",
                "--ingest.max-record-bytes | 1 XB | a size above zero",
                "--kinesis.region | europe | a region of AWS such as eu-central-1",
                "--kinesis.role-arn | streams | a role such as arn:aws:iam::123456789012:role/streams",
                "--kinesis.reader | both | polling or fan-out",
                "--kinesis.consumer | a reader | a name of 1 to 128 letters",
                "--start-timeout | 0 s | a time above zero",
                "--egress.allow | everything | address ranges such as 10.1.0.0/16",
                "--egress.proxy | proxy | proxy.example.org:3128",
            })
    void badValueNamesOptionValueAndWhatIsExpected(String option, String value, String expected) {
        assertRefused(option, value).withMessageContaining(option + " " + value).withMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "--sim, Did you mean --sims?",
        "--network-record, Did you mean --network-records?",
        "--checkpoint-intervall, Did you mean --checkpoint-interval?",
        "--request-timeout, Did you mean --deliver.request-timeout?",
        "--bootstrap-servers, Did you mean --kafka.bootstrap-servers?",
        "--something-quite-else, --help lists all options",
    })
    void unknownOptionSuggestsTheNearest(String option, String hint) {
        assertRefused(option, "x").withMessageContaining(option + " x").withMessageContaining(hint);
    }

    @Test
    void theReaderOfKinesisIsChosenByName() throws OptionException {
        assertThat(parse("--kinesis.reader", "fan-out").get(StreamerOptions.KINESIS_READER))
                .isEqualTo(KinesisReaderKind.FAN_OUT);
    }

    @Test
    void missingOptionsAreNamedTogether() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> StreamerConfig.parse("--sims", "file:s"))
                .withMessageContaining("--network-records")
                .withMessageContaining("--billing-records")
                .withMessageContaining("--catalog URI, --streams URI")
                .withMessageNotContaining("--sims URI");
    }

    @Test
    void optionWithoutValueAndStrayWordAreRefused() {
        assertRefused("--state-dir").withMessageContaining("--state-dir has no value");
        assertRefused("--state-dir", "--web-port", "1").withMessageContaining("--state-dir has no value");
        assertRefused("stray").withMessageContaining("'stray' is not an option");
    }

    @Test
    void duplicatesAreRefused() throws IOException {
        assertRefused("--state-dir", "a", "--state-dir=b")
                .withMessageContaining("--state-dir is given twice: 'a' and 'b'");
        assertRefused("--kafka.group.id", "a", "--kafka.group-id", "b").withMessageContaining("given twice");
        assertRefused("--config", write("deliver.max-requests: 1\ndeliver: {max-requests: 2}"))
                .withMessageContaining("deliver.max-requests is given twice");
        assertRefused("--config", write("state-dir: a\nstate-dir: b")).withMessageContaining("state-dir");
    }

    @Test
    void fileHasNestedOrDottedKeysAndTheCommandLineWins() throws OptionException, IOException {
        String file = write("""
                parallelism: 3
                checkpoint-interval: 7 s
                deliver:
                  max-requests: 12
                  max-bytes: 3 MiB
                history.retention: 2 d
                egress.allow: [127.0.0.0/8, "::1"]
                kafka:
                  bootstrap-servers: one:9092
                  group.id: mine
                flink: {restart-strategy: {type: none}}
                """);

        StreamerConfig config = parse("--config", file, "--parallelism", "4", "--kafka.bootstrap.servers", "two:9092");

        assertThat(config.get(StreamerOptions.PARALLELISM)).isEqualTo(4);
        assertThat(config.get(StreamerOptions.CHECKPOINT_INTERVAL)).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.get(StreamerOptions.MAX_REQUESTS)).isEqualTo(12);
        assertThat(config.get(StreamerOptions.MAX_BYTES)).isEqualTo(MemorySize.ofMebiBytes(3));
        assertThat(config.get(StreamerOptions.HISTORY_RETENTION)).isEqualTo(Duration.ofDays(2));
        assertThat(config.get(StreamerOptions.EGRESS_ALLOW)).containsExactly("127.0.0.0/8", "::1");
        assertThat(config.kafka())
                .containsOnlyKeys("bootstrap.servers", "group.id")
                .containsEntry("bootstrap.servers", "two:9092");
        assertThat(config.flink()).containsExactly(Map.entry("restart-strategy.type", "none"));
    }

    @Test
    void listOnTheCommandLineIsSeparatedByCommas() throws OptionException {
        assertThat(parse("--egress.allow", "10.0.0.0/8, fd00::/8").get(StreamerOptions.EGRESS_ALLOW))
                .containsExactly("10.0.0.0/8", "fd00::/8");
    }

    @Test
    void mistakesInTheFileNameTheFile() throws IOException {
        String bad = write("parallelism: many");
        assertRefused("--config", bad).withMessageContaining("--parallelism many (in " + bad + ")");
        String unknown = write("paralelism: 2");
        assertRefused("--config", unknown).withMessageContaining("Did you mean --parallelism?");
        assertRefused("--config", write("parallelism:")).withMessageContaining("parallelism has no value");
        assertRefused("--config", write("a: [")).withMessageContaining("is not valid YAML");
        assertRefused("--config", write("just text")).withMessageContaining("KEY: VALUE");
        assertRefused("--config", write("config: other.yaml")).withMessageContaining("cannot stand in the file itself");
        assertRefused("--config", "absent.yaml").withMessageContaining("--config absent.yaml: there is no such file");
    }

    @Test
    void helpIsAskedForByAnArgumentNotByAValue() {
        assertThat(StreamerConfig.asksForHelp(new String[] {"--sims", "s", "--help"}))
                .isTrue();
        assertThat(StreamerConfig.asksForHelp(new String[] {"-h"})).isTrue();
        assertThat(StreamerConfig.asksForHelp(new String[] {"--sims", "-h"})).isFalse();
        assertThat(StreamerConfig.asksForHelp(new String[] {})).isFalse();
    }

    private static StreamerConfig parse(String... more) throws OptionException {
        return StreamerConfig.parse(withNeeded(more));
    }

    private static ThrowableAssertAlternative<OptionException> assertRefused(String... more) {
        return assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> StreamerConfig.parse(withNeeded(more)));
    }

    private static String[] withNeeded(String... more) {
        List<String> args = new ArrayList<>(NEEDED);
        args.addAll(Arrays.asList(more));
        return args.toArray(String[]::new);
    }

    private String write(String yaml) throws IOException {
        Path file = Files.createTempFile(dir, "streamer", ".yaml");
        return Files.writeString(file, yaml).toString();
    }
}
