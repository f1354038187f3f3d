package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.record.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A source of the records of a file, or of all files in a directory and below it. */
public final class FilesSource implements Source<RawRecord, FileSplit, FilesState>, ResultTypeQueryable<RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final Duration LAST_LINE_AFTER = Duration.ofSeconds(5);

    private final String root;
    private final FilesOptions options;
    private final Framing framing;
    private final TypeInformation<RawRecord> type;

    /**
     * Creates a source of the files under a path.
     *
     * @param root a file or a directory, the same for the job manager and every task manager
     * @param options what is read when
     * @param framing the files' format
     * @param type how Flink handles raw records
     */
    public FilesSource(Path root, FilesOptions options, Framing framing, TypeInformation<RawRecord> type) {
        this.root = FileNames.uri(root);
        this.options = options;
        this.framing = framing;
        this.type = type;
    }

    @Override
    public Boundedness getBoundedness() {
        return options.follow() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RawRecord, FileSplit> createReader(SourceReaderContext context) {
        boolean isOne = options.follow() && !Files.isDirectory(FileNames.path(root));
        Duration lastLineAfter =
                options.readyAfter().compareTo(LAST_LINE_AFTER) > 0 ? options.readyAfter() : LAST_LINE_AFTER;
        return new FileSourceReader(
                new FileReading(framing, options.maxBytes(), options.follow(), isOne ? null : lastLineAfter), context);
    }

    @Override
    public SplitEnumerator<FileSplit, FilesState> createEnumerator(SplitEnumeratorContext<FileSplit> context) {
        return restoreEnumerator(context, FilesState.EMPTY);
    }

    @Override
    public SplitEnumerator<FileSplit, FilesState> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, FilesState state) {
        Listing listing = new Listing(FileNames.path(root), options.unfinishedNames());
        return new FileEnumerator(context, listing, options, state);
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return new FileSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FilesState> getEnumeratorCheckpointSerializer() {
        return new FilesState.Serializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }
}
