package io.datastreamer.testbed.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is wrong with the storage.
 *
 * @param fails whether nothing can be written
 * @param delay how long each file takes to open, and again to close
 */
public record StorageFault(boolean fails, Duration delay) {
    /** Nothing is wrong. */
    public static final StorageFault NONE = new StorageFault(false, Duration.ZERO);
    /** Nothing can be written. */
    public static final StorageFault FAILS = new StorageFault(true, Duration.ZERO);

    private static final String FAILING = "fails";

    /** Each file takes so long to open, and again to close. */
    public static StorageFault slow(Duration delay) {
        return new StorageFault(false, delay);
    }

    /** Lets it be so from now on, for all processes that look at the file. */
    public void switchOn(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, fails ? FAILING : Long.toString(delay.toMillis()), UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the file says; nothing is wrong when it is not there. */
    static StorageFault of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        String text = Files.readString(file, UTF_8);
        return text.equals(FAILING) ? FAILS : slow(Duration.ofMillis(Long.parseLong(text)));
    }
}
