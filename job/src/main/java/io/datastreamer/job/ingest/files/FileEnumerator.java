package io.datastreamer.job.ingest.files;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files and hands them out in the order of their paths, each to the reader that asks next. If files are followed,
 * it lists again each second, and hands out what is new or has changed ({@link KnownFiles}).
 */
final class FileEnumerator implements SplitEnumerator<FileSplit, FilesState> {
    private static final Logger LOG = LoggerFactory.getLogger(FileEnumerator.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SplitEnumeratorContext<FileSplit> context;
    private final Listing listing;
    private final FilesOptions options;
    private final KnownFiles known;
    private final TreeSet<KnownFile> pending =
            new TreeSet<>(Comparator.comparing(KnownFile::path).thenComparing(file -> file.id));
    private final Set<Integer> asking = new LinkedHashSet<>();
    private boolean listed;
    // keys of the last listing, for the thread that lists
    private volatile Set<String> keys = Set.of();
    private String lastFailure = "";

    FileEnumerator(SplitEnumeratorContext<FileSplit> context, Listing listing, FilesOptions options, FilesState state) {
        this.context = context;
        this.listing = listing;
        this.options = options;
        this.known = new KnownFiles(options.readyAfter(), state);
        this.listed = state.listed();
        known.pending().forEach(pending::add);
        this.keys = known.keys();
    }

    @Override
    public void start() {
        if (options.follow()) {
            context.callAsync(() -> listing.list(keys), this::meet, 0, INTERVAL.toMillis());
        } else if (!listed) {
            context.callAsync(() -> listing.list(Set.of()), this::take);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        asking.add(subtask);
        assign();
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (event instanceof FileSourceReader.Ended ended) {
            known.ended(ended.split());
        } else if (event instanceof FileSourceReader.CaughtUp caughtUp) {
            known.caughtUp(caughtUp.split());
        } else if (event instanceof FileSourceReader.Held held) {
            known.held(held.split());
        }
    }

    @Override
    public void addSplitsBack(List<FileSplit> splits, int subtask) {
        asking.remove(subtask);
        splits.forEach(split -> pending.addAll(known.back(split)));
        assign();
    }

    @Override
    public void addReader(int subtask) {
        // a reader asks when it wants something to read
    }

    @Override
    public FilesState snapshotState(long checkpointId) {
        return known.state(listed);
    }

    @Override
    public void close() {
        // holds nothing open
    }

    // everything that exists when the job starts
    private void take(@Nullable List<Listing.Entry> found, @Nullable Throwable failure) {
        if (found == null) {
            throw new FlinkRuntimeException("The input cannot be listed: " + failure, failure);
        }
        pending.addAll(known.all(found));
        listed = true;
        assign();
    }

    private void meet(@Nullable List<Listing.Entry> found, @Nullable Throwable failure) {
        if (found == null) {
            String said = String.valueOf(failure);
            if (!said.equals(lastFailure)) {
                LOG.warn("The input cannot be listed, and is tried again each second: {}", said);
            }
            lastFailure = said;
            return;
        }
        lastFailure = "";
        // at their start, readers say which files of an older release's state they are reading
        if (context.registeredReaders().size() < context.currentParallelism()) {
            return;
        }
        pending.clear();
        pending.addAll(known.meet(found));
        keys = known.keys();
        listed = true;
        assign();
    }

    private void assign() {
        var readers = asking.iterator();
        while (readers.hasNext()) {
            int reader = readers.next();
            if (!context.registeredReaders().containsKey(reader)) {
                readers.remove();
                continue;
            }
            KnownFile next = pending.pollFirst();
            if (next != null) {
                context.assignSplit(known.handOut(next, options.follow()), reader);
                readers.remove();
            } else if (listed && !options.follow()) {
                context.signalNoMoreSplits(reader);
                readers.remove();
            } else {
                return;
            }
        }
    }
}
