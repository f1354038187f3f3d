package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.content.Compression;
import io.datastreamer.job.ingest.files.content.RawFile;
import io.datastreamer.job.ingest.files.cut.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads whole files as JSON Lines, without a job. */
final class WholeFiles {
    private WholeFiles() {}

    static List<Progress> all(Path file, int maxBytes) throws IOException {
        return from(file, FilePosition.START, maxBytes);
    }

    /** The steps after a position. */
    static List<Progress> from(Path file, FilePosition position, int maxBytes) throws IOException {
        return split(
                new FileSplit("1", 0, FileNames.uri(file), "", position, true, null, FileSplit.Phase.READING),
                maxBytes);
    }

    /** Reads a split to its end. */
    static List<Progress> split(FileSplit split, int maxBytes) throws IOException {
        List<Progress> steps = new ArrayList<>();
        try (OpenFile open = new OpenFile(split, new FileReading(new JsonLines(maxBytes), maxBytes, false, null))) {
            while (!open.isOver()) {
                steps.addAll(open.read());
            }
        }
        return steps;
    }

    /**
     * Checks that every byte of the content belongs to a record or to padding; for a file that is not compressed, these
     * are its bytes.
     */
    static void assertAccounted(Path file, List<Progress> steps) throws IOException {
        long offset = 0;
        long records = 0;
        long padding = 0;
        for (Progress step : steps) {
            assertThat(step.position().offset()).isGreaterThanOrEqualTo(offset);
            offset = step.position().offset();
            records += step.recordBytes();
            padding += step.paddingBytes();
        }
        boolean isDamaged = steps.stream().map(Progress::record).anyMatch(r -> r != null && r.damaged());
        try (RawFile raw = RawFile.open(file)) {
            if (Compression.of(Objects.requireNonNull(file.getFileName()).toString(), raw) == null) {
                assertThat(isDamaged).isFalse();
                assertThat(records + padding).isEqualTo(Files.size(file)).isEqualTo(offset);
            } else {
                assertThat(records + padding).isGreaterThanOrEqualTo(offset);
            }
        }
    }
}
