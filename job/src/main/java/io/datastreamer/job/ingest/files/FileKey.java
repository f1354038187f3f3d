package io.datastreamer.job.ingest.files;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a file in the file system, whatever its path is: by device and inode, or by the path if there are none.
 */
final class FileKey {
    private FileKey() {}

    static String of(BasicFileAttributes file, Path path) {
        return of(file.fileKey(), path);
    }

    static String of(@Nullable Object fileKey, Path path) {
        return fileKey == null ? FileNames.uri(path) : fileKey.toString();
    }
}
