package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists an input: a file, or all files in a directory and below it. Leaves out hidden files, whose names begin with a
 * dot or an underscore, and files that their writers have not finished, which the end of their names shows.
 */
final class Listing {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    private static final String GONE = "it was renamed or removed while the directory was listed";
    private static final int MOST_SAID = 1000;
    private static final String ATTRIBUTES = "isDirectory,size,lastModifiedTime,fileKey";

    private final Path root;
    private final List<String> unfinished;
    private final Set<Path> leftOut = new HashSet<>();

    /**
     * @param root a file or a directory
     * @param unfinished ends of names of files that are not finished, in lower case
     */
    Listing(Path root, List<String> unfinished) {
        this.root = root;
        this.unfinished = unfinished;
    }

    /**
     * What exists under a path.
     *
     * @param key its key in the file system
     * @param changed when it, its path or its rights changed last, in nanoseconds since the epoch
     * @param flaw why it cannot be read, for people to read; null if no reason is known
     */
    record Entry(
            Path path,
            String key,
            long size,
            long changed,
            @Nullable String flaw) {
        /** Whether there is nothing under that path any more. */
        boolean isGone() {
            return GONE.equals(flaw);
        }
    }

    /**
     * Lists what exists now.
     *
     * @param known keys of files to look for beside a single file, which may have been renamed
     * @throws NoSuchFileException when there is no such file or directory
     * @throws IOException when it cannot be read
     */
    List<Entry> list(Set<String> known) throws IOException {
        List<Entry> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            listBelow(root, new HashSet<>(), found);
            return found;
        }
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS) && known.isEmpty()) {
            throw new NoSuchFileException(root.toString());
        }
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            found.add(entry(root));
        }
        if (!known.isEmpty()) {
            addRenamed(known, found);
        }
        return found;
    }

    private void listBelow(Path directory, Set<String> above, List<Entry> found) throws IOException {
        Entry self = entry(directory);
        if (!above.add(self.key())) {
            found.add(flawed(directory, "it is a link to a directory above it"));
            return;
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path path : names) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(".") || name.startsWith("_")) {
                    continue;
                }
                if (Files.isDirectory(path)) {
                    listBelow(path, above, found);
                } else if (!isUnfinished(path, name)) {
                    found.add(entry(path));
                }
            }
        } catch (DirectoryIteratorException e) {
            found.add(flawed(directory, "this directory cannot be listed to its end: " + e.getMessage()));
        } catch (IOException e) {
            if (directory.equals(root)) {
                throw e;
            }
            found.add(flawed(directory, "this directory cannot be listed: " + reason(e)));
        }
        above.remove(self.key());
    }

    private boolean isUnfinished(Path path, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (unfinished.stream().noneMatch(lower::endsWith)) {
            return false;
        }
        if (leftOut.size() < MOST_SAID && leftOut.add(path)) {
            LOG.info(
                    "{} is left out as long as it has this name: its writer has not finished it"
                            + " (ingest.unfinished-names).",
                    FileNames.shown(path));
        }
        return true;
    }

    private void addRenamed(Set<String> known, List<Entry> found) {
        Path parent = root.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(parent)) {
            for (Path path : names) {
                if (!path.equals(root) && !Files.isDirectory(path)) {
                    Entry entry = entry(path);
                    if (known.contains(entry.key())) {
                        found.add(entry);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("A file that was renamed is not looked for beside {}.", root, e);
        }
    }

    private static Entry entry(Path path) {
        try {
            Map<String, Object> of = attributes(path);
            String key = FileKey.of(of.get("fileKey"), path);
            Object changed = of.getOrDefault("ctime", of.get("lastModifiedTime"));
            long nanos = changed instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
            return new Entry(path, key, of.get("size") instanceof Long size ? size : 0, nanos, null);
        } catch (NoSuchFileException e) {
            return flawed(path, Files.isSymbolicLink(path) ? "this link leads nowhere" : GONE);
        } catch (IOException e) {
            return flawed(path, reason(e));
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, "unix:ctime," + ATTRIBUTES);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.readAttributes(path, ATTRIBUTES);
        }
    }

    // its key is that of no file: once it can be read it is another file
    private static Entry flawed(Path path, @Nullable String flaw) {
        long changed = 0;
        try {
            changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            LOG.trace("{} cannot be looked at.", path, e);
        }
        return new Entry(path, "flawed:" + FileNames.uri(path), 0, changed, flaw);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no right to read it";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
