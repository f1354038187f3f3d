package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of one subtask: asks for the next one when all that it has are read to their end for now.
 *
 * <p>Its state is the files that it reads. It also keeps those that it has read to their end until the enumerator has
 * them in a checkpoint of its own. That takes two later checkpoints to complete: the enumerator writes its state before
 * the readers do, and the report of a file may arrive in between.
 */
final class FileSourceReader
        extends SingleThreadMultiplexSourceReaderBase<Progress, RawRecord, FileSplit, FileSourceReader.State> {
    private static final Logger LOG = LoggerFactory.getLogger(FileSourceReader.class);

    private final boolean follow;
    private final Map<String, FileSplit> ended = new HashMap<>();
    // of the files that have ended: the first checkpoint that has them, and those that were in a complete one
    private final Map<String, Long> endedIn = new HashMap<>();
    private final Set<String> endedAndKept = new HashSet<>();

    FileSourceReader(FileReading how, SourceReaderContext context) {
        super(() -> new FileSplitReader(how), new Emitter(context), context.getConfiguration(), context);
        this.follow = how.follow();
    }

    /** A file was read to its end for now, or was not found; repeated after a restore. */
    record Ended(FileSplit split) implements SourceEvent {}

    /** Everything that a file has now was read. */
    record CaughtUp(FileSplit split) implements SourceEvent {}

    /** A file of an older release's state is being read. */
    record Held(FileSplit split) implements SourceEvent {}

    /** A file that is being read. */
    static final class State {
        private final FileSplit split;
        private FilePosition position;
        private FileSplit.Phase end = FileSplit.Phase.READ;

        State(FileSplit split) {
            this.split = split;
            this.position = split.position();
        }

        FileSplit split() {
            return split;
        }

        /** Notes how far the file has been read. */
        void reach(Progress progress) {
            position = progress.position();
            if (progress.event() == Progress.Event.NOT_FOUND) {
                end = FileSplit.Phase.NOT_FOUND;
            } else if (progress.event() == Progress.Event.BEGUN_ANEW) {
                LOG.warn(
                        "{} was truncated or replaced: it is read from its start."
                                + " What was written to it since it was read last, and is gone, was not read.",
                        FileNames.shown(split.path()));
            }
        }
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<FileSplit> splits) {
        List<FileSplit> toRead = new ArrayList<>();
        for (FileSplit split : splits) {
            if (split.phase() != FileSplit.Phase.READING) {
                keep(split);
            } else {
                toRead.add(split);
                if (follow && split.key().isEmpty()) {
                    context.sendSourceEventToCoordinator(new Held(split));
                }
            }
        }
        super.addSplits(toRead);
    }

    @Override
    public List<FileSplit> snapshotState(long checkpointId) {
        List<FileSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
        splits.addAll(ended.values());
        ended.keySet().forEach(id -> endedIn.putIfAbsent(id, checkpointId));
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        for (String id : endedAndKept) {
            ended.remove(id);
            endedIn.remove(id);
        }
        endedAndKept.clear();
        endedIn.forEach((id, first) -> {
            if (first <= checkpointId) {
                endedAndKept.add(id);
            }
        });
    }

    @Override
    protected void onSplitFinished(Map<String, State> finished) {
        if (follow) {
            finished.values().forEach(state -> keep(state.split.at(state.position, state.end)));
        }
        context.sendSplitRequest();
    }

    @Override
    protected State initializedState(FileSplit split) {
        return new State(split);
    }

    @Override
    protected FileSplit toSplitType(String id, State state) {
        return state.split.at(state.position, FileSplit.Phase.READING);
    }

    private void keep(FileSplit split) {
        ended.put(split.splitId(), split);
        context.sendSourceEventToCoordinator(new Ended(split));
    }
}
