package io.datastreamer.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class StateDirTest {
    @TempDir
    Path dir;

    @Test
    void newDirectoryIsMadeAndHasNothingToGoOnFrom() throws Exception {
        Path made = dir.resolve("a/b");
        try (StateDir state = StateDir.open(made, false)) {
            assertThat(state.newestCheckpoint()).isEmpty();
            assertThat(state.checkpoints())
                    .isEqualTo(made.resolve("checkpoints"))
                    .isDirectory();
        }
        assertThat(made).isDirectory();
    }

    @Test
    void newestIsTheHighestNumberThatIsCompleteOverAllRuns() throws Exception {
        complete("job-a", 9, "2026-01-01T00:00:00Z");
        complete("job-a", 10, "2026-01-01T00:00:05Z");
        Path newest = complete("job-b", 11, "2025-12-31T23:00:00Z");
        Files.createDirectories(checkpoints().resolve("job-b/chk-12"));
        Files.createDirectories(checkpoints().resolve("job-b/shared"));
        Files.writeString(checkpoints().resolve("job-b/chk-13"), "not a directory");
        Files.createDirectories(checkpoints().resolve("job-b/chk-x"));
        Files.writeString(checkpoints().resolve("job-b/chk-x/_metadata"), "");

        try (StateDir state = StateDir.open(dir, false)) {
            assertThat(state.newestCheckpoint()).contains(newest);
        }
    }

    @Test
    void ofEqualNumbersTheYoungestIsTaken() throws Exception {
        complete("job-a", 7, "2026-01-01T00:00:00Z");
        Path younger = complete("job-b", 7, "2026-01-02T00:00:00Z");
        complete("job-c", 7, "2026-01-01T12:00:00Z");

        try (StateDir state = StateDir.open(dir, false)) {
            assertThat(state.newestCheckpoint()).contains(younger);
        }
    }

    @Test
    void secondRunIsRefusedUntilTheFirstIsOver() throws Exception {
        try (StateDir first = StateDir.open(dir, false)) {
            assertThat(first.checkpoints()).isDirectory();
            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> StateDir.open(dir, false).close())
                    .withMessageContaining("--state-dir " + dir + ": another run uses it");
        }
        StateDir.open(dir, false).close();
    }

    @Test
    void checkpointsOfAnotherBackendAreRefusedAndTheirOwnIsNamed() throws Exception {
        try (StateDir state = StateDir.open(dir, false)) {
            state.useBackend(StateBackendKind.ROCKSDB);
            // nothing is lost yet
            state.useBackend(StateBackendKind.HEAP);
            complete("job-a", 1, "2026-01-01T00:00:00Z");
            state.useBackend(StateBackendKind.HEAP);

            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> state.useBackend(StateBackendKind.ROCKSDB))
                    .withMessageContaining("--state-backend rocksdb")
                    .withMessageContaining("Use --state-backend heap");
        }
    }

    @Test
    void whoIsRefusedForTheBackendLetsOthersIn() throws Exception {
        try (StateDir state = StateDir.open(dir, false)) {
            state.useBackend(StateBackendKind.HEAP);
            complete("job-a", 1, "2026-01-01T00:00:00Z");
        }
        StreamerConfig rocksdb = StreamerConfig.parse(
                "--network-records=file:n",
                "--sims=file:s",
                "--catalog=file:c",
                "--streams=file:d",
                "--state-dir=" + dir,
                "--state-backend=rocksdb");

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> StateDir.open(rocksdb).close())
                .withMessageContaining("were written with heap");
        StateDir.open(dir, false).close();
    }

    @Test
    void directoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> StateDir.open(file.resolve("state"), false).close())
                .withMessageContaining("--state-dir " + file.resolve("state") + ": cannot be written");
    }

    @Test
    void temporaryDirectoryGoesWithTheRun() throws Exception {
        Path temporary = dir.resolve("temporary");
        try (StateDir state = StateDir.open(temporary, true)) {
            Files.writeString(state.checkpoints().resolve("file"), "");
        }
        assertThat(temporary).doesNotExist();
    }

    @Test
    void flinkIsToldWhereToWriteAndWhereToGoOnFrom() throws Exception {
        Path newest = complete("job-a", 3, "2026-01-01T00:00:00Z");
        StreamerConfig config = StreamerConfig.parse(
                "--network-records=file:n",
                "--sims=file:s",
                "--catalog=file:c",
                "--streams=file:d",
                "--state-dir=" + dir,
                "--flink.execution.checkpointing.num-retained=5");
        try (StateDir state = StateDir.open(config)) {
            Configuration flink = FlinkSettings.forThisProcess(config, state);

            assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                    .isEqualTo(checkpoints().toUri().toString());
            assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH))
                    .isEqualTo(newest.toUri().toString());
            assertThat(flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(5);
        }
        assertThat(FlinkSettings.forCluster(config).contains(StateRecoveryOptions.SAVEPOINT_PATH))
                .isFalse();
    }

    @Test
    void fullDiskIsToldWithHowFullItIsAndWhatToDo() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "needs /dev/full, as Linux has it");
        try (StateDir state = StateDir.open(dir, false)) {
            assertThat(state.fault()).isEmpty();
            // a full device, in the place where it tries to write
            Files.createSymbolicLink(dir.resolve("probe"), full);

            assertThat(state.fault())
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .contains(
                                    "no checkpoint can be written to --state-dir " + dir + ": No space left on device")
                            .containsPattern("Its disk is [0-9.]+ % full: [0-9]+ of [0-9]+ MiB are free\\.")
                            .contains("Make room there, or move the directory, and start again"));
            assertThat(state.fault()).as("once there is room again").isEmpty();
        }
    }

    private Path checkpoints() {
        return dir.resolve("checkpoints");
    }

    private Path complete(String job, int number, String at) throws IOException {
        Path checkpoint = Files.createDirectories(checkpoints().resolve(job).resolve("chk-" + number));
        Path metadata = Files.writeString(checkpoint.resolve("_metadata"), "");
        Files.setLastModifiedTime(metadata, FileTime.from(Instant.parse(at)));
        return checkpoint;
    }
}
