package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Restores state from when flink-connector-files read the files; its own classes write that state here. */
class OldStateTest {
    @TempDir
    Path dir;

    @Test
    void aFileThatWasBeingReadIsReadOn() throws Exception {
        Path file = Files.writeString(dir.resolve("a b%20c.jsonl"), "one\ntwo\nthree\n");
        // the position of the old reader: a byte, and records after it
        FileSourceSplit old = split(file, new CheckpointedPosition("one\n".length(), 0));
        byte[] bytes = FileSourceSplitSerializer.INSTANCE.serialize(old);

        FileSplit split = new FileSplitSerializer().deserialize(FileSourceSplitSerializer.INSTANCE.getVersion(), bytes);

        assertThat(texts(split)).containsExactly("two", "three");
    }

    @Test
    void filesThatWereReadAreNotReadAgainAndThoseThatWaitedAre() throws Exception {
        Path read = Files.writeString(dir.resolve("read.jsonl"), "one\n");
        Path zipped = Files.write(dir.resolve("read.jsonl.gz"), Samples.compressed("gz", "one\n"));
        Path waiting = Files.writeString(dir.resolve("waiting.jsonl"), "two\nthree\n");
        var old = PendingSplitsCheckpoint.fromCollectionSnapshot(
                List.of(split(waiting, null)), List.of(flink(read), flink(zipped), flink(waiting)));
        var theirs = new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE);

        FilesState state = new FilesState.Serializer().deserialize(theirs.getVersion(), theirs.serialize(old));
        // and what is written now is read back
        state = new FilesState.Serializer().deserialize(2, new FilesState.Serializer().serialize(state));

        KnownFiles known = new KnownFiles(Duration.ZERO, state);
        assertThat(handedOut(known)).containsExactly("two", "three");
        assertThat(handedOut(known)).isEmpty();
        Files.writeString(read, "four\n", StandardOpenOption.APPEND);
        Files.writeString(dir.resolve("new.jsonl"), "five\n");
        assertThat(handedOut(known)).containsExactlyInAnyOrder("four", "five");
    }

    @Test
    void stateOfALaterReleaseIsRefusedByItsVersion() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FileSplitSerializer().deserialize(9, new byte[0]))
                .withMessageContaining("version 9");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FilesState.Serializer().deserialize(9, new byte[0]))
                .withMessageContaining("version 9");
    }

    /** Lists the directory, reads all files that are handed out to their ends, and returns the texts. */
    private List<String> handedOut(KnownFiles known) throws IOException {
        List<String> texts = new ArrayList<>();
        for (KnownFile file : known.meet(new Listing(dir, List.of()).list(Set.of()))) {
            FileSplit split = known.handOut(file, true);
            List<Progress> steps = WholeFiles.split(split, 100);
            texts.addAll(texts(steps));
            known.ended(split.at(steps.get(steps.size() - 1).position(), FileSplit.Phase.READ));
        }
        return texts;
    }

    private static List<String> texts(FileSplit split) throws IOException {
        return texts(WholeFiles.split(split, 100));
    }

    private static List<String> texts(List<Progress> steps) {
        List<String> texts = new ArrayList<>();
        for (Progress step : steps) {
            RawRecord record = step.record();
            if (record != null) {
                assertThat(record.flaw()).isNull();
                texts.add(new String(record.bytes(), UTF_8));
            }
        }
        return texts;
    }

    private static FileSourceSplit split(Path file, @Nullable CheckpointedPosition position) throws IOException {
        return new FileSourceSplit(
                "0000000001", flink(file), 0, Files.size(file), 0, Files.size(file), new String[0], position);
    }

    private static org.apache.flink.core.fs.Path flink(Path file) {
        return new org.apache.flink.core.fs.Path(file.toUri());
    }
}
