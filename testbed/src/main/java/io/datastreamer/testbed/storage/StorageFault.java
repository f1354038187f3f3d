package io.datastreamer.testbed.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A fault of the checkpoints' storage.
 *
 * @param fails whether writing fails
 * @param delay how long each file takes to open, and again to close
 */
public record StorageFault(boolean fails, Duration delay) {
    /** No fault. */
    public static final StorageFault NONE = new StorageFault(false, Duration.ZERO);
    /** Writing fails. */
    public static final StorageFault FAILS = new StorageFault(true, Duration.ZERO);

    private static final String FAILING = "fails";

    /** Each file takes this long to open, and again to close. */
    public static StorageFault slow(Duration delay) {
        return new StorageFault(false, delay);
    }

    /** Sets this fault from now on, for all processes that read the file. */
    public void switchOn(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, fails ? FAILING : Long.toString(delay.toMillis()), UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The fault in the file; no fault when the file does not exist. */
    static StorageFault of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        String text = Files.readString(file, UTF_8);
        return text.equals(FAILING) ? FAILS : slow(Duration.ofMillis(Long.parseLong(text)));
    }
}
