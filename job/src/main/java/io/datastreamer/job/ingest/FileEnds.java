package io.datastreamer.job.ingest;

import io.datastreamer.job.ingest.files.FilesOptions;
import io.datastreamer.job.ingest.files.FilesSource;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.ingest.files.cut.JsonLines;
import io.datastreamer.job.record.RawRecord;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Creates sources of files, and sinks of JSON Lines files on Flink's own file connector. */
final class FileEnds {
    private final int maxRecordBytes;
    private final List<String> unfinishedNames;

    /**
     * @param maxRecordBytes longest record; of a longer one only the start is kept
     * @param unfinishedNames ends of names of files that are left out in directories
     */
    FileEnds(int maxRecordBytes, List<String> unfinishedNames) {
        this.maxRecordBytes = maxRecordBytes;
        this.unfinishedNames = unfinishedNames;
    }

    /** One JSON object a line. */
    Framing jsonLines() {
        return new JsonLines(maxRecordBytes);
    }

    Source<RawRecord, ?, ?> source(End.Files end, Framing framing, TypeInformation<RawRecord> type) {
        List<String> unfinished = unfinishedNames.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        FilesOptions options = new FilesOptions(end.follow(), end.readyAfter(), unfinished, maxRecordBytes);
        return new FilesSource(end.path(), options, framing, type);
    }

    // a file is written until the next checkpoint, and visible once that is complete: each line exactly once
    Sink<OutputRecord> sink(End.Files end) {
        return FileSink.forRowFormat(new Path(end.path().toUri()), new LineEncoder())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(".jsonl")
                        .build())
                .build();
    }
}
