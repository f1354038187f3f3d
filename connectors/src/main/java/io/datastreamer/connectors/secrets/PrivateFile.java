package io.datastreamer.connectors.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read, from its first byte on, where the file system knows of owners. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Writes one that does not exist yet.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it does
     */
    public static void write(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text);
    }
}
