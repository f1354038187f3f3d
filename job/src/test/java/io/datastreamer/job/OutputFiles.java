package io.datastreamer.job;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the outputs {@code status} and {@code attempts} of a running job from files in a directory. */
final class OutputFiles {
    private final Path dir;

    OutputFiles(Path dir) {
        this.dir = dir;
    }

    /** The newest status of each stream. */
    Map<String, StreamStatus> lastStatuses() throws Exception {
        Map<String, StreamStatus> last = new HashMap<>();
        for (String line : lines("status")) {
            StreamStatus status = StreamStatusCodec.read(line.getBytes(UTF_8));
            last.merge(status.streamId(), status, (a, b) -> b.updatedAt().isBefore(a.updatedAt()) ? a : b);
        }
        return last;
    }

    /** Whether the stream has delivered something, and nothing of it waits. */
    boolean isDone(String stream) throws Exception {
        StreamStatus last = lastStatuses().get(stream);
        return last != null && last.delivered() > 0 && last.pending() == 0;
    }

    /** The attempts of a stream. */
    List<DeliveryAttempt> attempts(String stream) throws Exception {
        List<DeliveryAttempt> attempts = new ArrayList<>();
        for (String line : lines("attempts")) {
            DeliveryAttempt attempt = DeliveryAttemptCodec.read(line.getBytes(UTF_8));
            if (attempt.streamId().equals(stream)) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    /** The lines that are complete. */
    private List<String> lines(String output) throws IOException {
        if (!Files.isDirectory(dir.resolve(output))) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(dir.resolve(output))) {
            files = found.filter(Files::isRegularFile).toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            linesOf(file).stream().filter(line -> line.endsWith("}")).forEach(lines::add);
        }
        return lines;
    }

    /** No lines if the file was renamed meanwhile: the next call finds it. */
    private static List<String> linesOf(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
