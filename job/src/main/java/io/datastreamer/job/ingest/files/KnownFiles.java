package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.content.Compression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the enumerator knows, and what a listing means for them. A file is known by its key, so that it stays
 * the same when it is renamed. Only the reader sees whether its bytes are still those that it read ({@link FileMark}).
 *
 * <ul>
 *   <li>an unknown key under a new path is a new file;
 *   <li>an unknown key under the path of a file that is gone has replaced it: it is handed out with that file's
 *       position and mark, and read on from there if it begins with the same bytes, else from its start;
 *   <li>an unknown key under the path from which a file was renamed is a new file, read after the renamed one's end;
 *   <li>a known key with another size or time has changed: it is handed out again.
 * </ul>
 */
final class KnownFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KnownFiles.class);
    private static final long REMEMBERED_MS = Duration.ofHours(24).toMillis();

    private final Duration readyAfter;
    private final Map<String, KnownFile> byId = new LinkedHashMap<>();
    private final Map<String, KnownFile> byKey = new HashMap<>();
    private final Map<String, KnownFile> byUri = new HashMap<>();
    // files that are still changing, and since when each is unchanged
    private Map<String, Unready> unready = new HashMap<>();
    private long nextId;

    /** A file with the size and time that it was seen with, first at a monotonic time. */
    private record Unready(long size, long changed, long sinceNanos) {}

    KnownFiles(Duration readyAfter, FilesState state) {
        this.readyAfter = readyAfter;
        this.nextId = state.nextId();
        state.files().forEach(this::index);
    }

    FilesState state(boolean listed) {
        return new FilesState(listed, nextId, List.copyOf(byId.values()));
    }

    /** Keys of all files. */
    Set<String> keys() {
        return Set.copyOf(byKey.keySet());
    }

    /** The files that are to be handed out. */
    List<KnownFile> pending() {
        return byId.values().stream()
                .filter(file -> file.phase == KnownFile.Phase.PENDING)
                .toList();
    }

    /** Takes all files that exist, once. */
    List<KnownFile> all(List<Listing.Entry> found) {
        for (Listing.Entry entry : found) {
            KnownFile same = byKey.get(entry.key());
            if (same == null) {
                add(entry);
            } else {
                LOG.info("{} is the same file as {}.", FileNames.shown(entry.path()), FileNames.shown(same.path()));
            }
        }
        return pending();
    }

    /** Marks a file as handed out. */
    FileSplit handOut(KnownFile file, boolean remember) {
        file.phase = KnownFile.Phase.READING;
        if (!remember) {
            forget(file);
        }
        return file.split();
    }

    /** Notes that a reader has come to the end of a file. */
    void ended(FileSplit split) {
        KnownFile file = byId.get(split.file());
        if (file == null || file.round != split.round() || file.phase != KnownFile.Phase.READING) {
            return;
        }
        file.position = split.position();
        if (split.phase() == FileSplit.Phase.NOT_FOUND) {
            file.phase = KnownFile.Phase.NOT_FOUND;
        } else {
            file.phase = KnownFile.Phase.READ;
            file.movedFrom = "";
        }
    }

    /**
     * Notes that a reader has read everything that a file has now: the file that now has its path need not wait any
     * more.
     */
    void caughtUp(FileSplit split) {
        KnownFile file = byId.get(split.file());
        if (file != null && file.round == split.round()) {
            file.movedFrom = "";
        }
    }

    /** Notes that a reader holds a file of an older release's state. */
    void held(FileSplit split) {
        KnownFile file = byId.get(split.file());
        if (file != null && file.round == split.round()) {
            file.phase = KnownFile.Phase.READING;
        }
    }

    /** Takes a file back, because its reader has failed before a checkpoint had the file. */
    List<KnownFile> back(FileSplit split) {
        KnownFile file = byId.get(split.file());
        if (file == null) {
            file = new KnownFile(split.file(), split.uri(), split.key());
            file.round = split.round();
            file.flaw = split.flaw();
            file.samePath = split.samePath();
            index(file);
        } else if (file.round != split.round()) {
            return List.of();
        }
        file.position = split.position();
        file.phase = KnownFile.Phase.PENDING;
        return List.of(file);
    }

    /** Takes a listing, and returns all files that are to be handed out. */
    List<KnownFile> meet(List<Listing.Entry> found) {
        Set<KnownFile> seen = new HashSet<>();
        List<Listing.Entry> unknown = new ArrayList<>();
        Map<String, Unready> stillUnready = new HashMap<>();
        for (Listing.Entry entry : found) {
            KnownFile file = byKey.get(entry.key());
            if (file == null) {
                unknown.add(entry);
            } else if (seen.add(file)) {
                meet(file, entry, stillUnready);
            }
        }
        Set<String> left = leftPaths();
        for (Listing.Entry entry : unknown) {
            meetUnknown(entry, seen, left, stillUnready);
        }
        List.copyOf(byId.values()).stream().filter(file -> !seen.contains(file)).forEach(this::miss);
        unready = stillUnready;
        return pending();
    }

    private void meetUnknown(
            Listing.Entry entry, Set<KnownFile> seen, Set<String> left, Map<String, Unready> stillUnready) {
        String uri = FileNames.uri(entry.path());
        KnownFile before = byUri.get(uri);
        if (entry.isGone() || left.contains(uri) || byKey.containsKey(entry.key())) {
            return;
        }
        if (before != null && !seen.contains(before)) {
            seen.add(before);
            if (before.key.isEmpty()) {
                adopt(before, entry);
            } else if (before.phase != KnownFile.Phase.READING) {
                rekey(before, entry.key());
                meet(before, entry, stillUnready);
            }
        } else if (isReady(entry, stillUnready)) {
            seen.add(add(entry));
        }
    }

    private void meet(KnownFile file, Listing.Entry entry, Map<String, Unready> stillUnready) {
        file.goneAt = 0;
        String uri = FileNames.uri(entry.path());
        boolean changed = entry.size() != file.size || entry.changed() != file.changed;
        if (!uri.equals(file.uri)) {
            LOG.info("{} is now {}.", FileNames.shown(file.path()), FileNames.shown(entry.path()));
            byUri.remove(file.uri, file);
            file.movedFrom = file.phase == KnownFile.Phase.READ && !changed ? "" : file.uri;
            file.uri = uri;
            file.samePath = false;
            byUri.putIfAbsent(uri, file);
        }
        boolean isNotFound = file.phase == KnownFile.Phase.NOT_FOUND;
        if (isNotFound || (file.phase == KnownFile.Phase.READ && changed && isReady(entry, stillUnready))) {
            again(file);
        }
        if (file.phase == KnownFile.Phase.PENDING) {
            file.size = entry.size();
            file.changed = entry.changed();
            file.flaw = entry.flaw();
        }
    }

    // previous paths of files that are not read to their end: the files that have them now come later
    private Set<String> leftPaths() {
        Set<String> left = new HashSet<>();
        for (KnownFile file : byId.values()) {
            if (!file.movedFrom.isEmpty()) {
                left.add(file.movedFrom);
            }
        }
        return left;
    }

    private void miss(KnownFile file) {
        long now = System.currentTimeMillis();
        if (file.goneAt == 0) {
            file.goneAt = now;
        }
        if (file.phase == KnownFile.Phase.NOT_FOUND) {
            FileMark mark = file.position.mark();
            if (mark == null || mark.end() < file.size) {
                again(file);
                file.flaw = "it was removed before it was read to its end";
            } else {
                file.phase = KnownFile.Phase.READ;
            }
        } else if (file.phase == KnownFile.Phase.READ && now - file.goneAt > REMEMBERED_MS) {
            forget(file);
        }
    }

    private void again(KnownFile file) {
        file.phase = KnownFile.Phase.PENDING;
        file.round++;
    }

    private KnownFile add(Listing.Entry entry) {
        KnownFile file = new KnownFile(Long.toString(nextId++), FileNames.uri(entry.path()), entry.key());
        file.size = entry.size();
        file.changed = entry.changed();
        file.flaw = entry.flaw();
        index(file);
        return file;
    }

    // an older release has read it, or is reading it: it kept only the path
    private void adopt(KnownFile file, Listing.Entry entry) {
        if (file.phase == KnownFile.Phase.READ) {
            boolean isPlain = Compression.named(entry.path().toString()) == null;
            file.position = new FilePosition(isPlain ? entry.size() : Long.MAX_VALUE, 0, null);
        }
        rekey(file, entry.key());
        file.size = entry.size();
        file.changed = entry.changed();
    }

    private boolean isReady(Listing.Entry entry, Map<String, Unready> stillUnready) {
        if (readyAfter.isZero() || entry.flaw() != null) {
            return true;
        }
        long now = System.nanoTime();
        Unready before = unready.get(entry.key());
        if (before == null || before.size() != entry.size() || before.changed() != entry.changed()) {
            stillUnready.put(entry.key(), new Unready(entry.size(), entry.changed(), now));
            return false;
        }
        if (now - before.sinceNanos() >= readyAfter.toNanos()) {
            return true;
        }
        stillUnready.put(entry.key(), before);
        return false;
    }

    private void index(KnownFile file) {
        byId.put(file.id, file);
        if (!file.key.isEmpty()) {
            byKey.put(file.key, file);
        }
        byUri.put(file.uri, file);
    }

    private void rekey(KnownFile file, String key) {
        byKey.remove(file.key, file);
        file.key = key;
        byKey.put(key, file);
    }

    private void forget(@Nullable KnownFile file) {
        if (file != null) {
            byId.remove(file.id);
            byKey.remove(file.key, file);
            byUri.remove(file.uri, file);
        }
    }
}
