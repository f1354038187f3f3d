package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Sources and sinks of JSON Lines files, on Flink's own file connector. */
final class FileEnds {
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(1);

    private final int maxRecordBytes;

    FileEnds(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    Source<RawRecord, ?, ?> source(End.Files end, TypeInformation<RawRecord> type) {
        boolean followLines = end.follow() && !java.nio.file.Files.isDirectory(end.path());
        JsonLinesFormat format = new JsonLinesFormat(type, maxRecordBytes, followLines);
        FileSource.FileSourceBuilder<RawRecord> builder = FileSource.forBulkFileFormat(format, flinkPath(end));
        builder.setSplitAssigner(NameOrderAssigner::new);
        if (end.follow()) {
            builder.monitorContinuously(DISCOVERY_INTERVAL);
        }
        return builder.build();
    }

    // a file is written until the next checkpoint and seen once that is complete: each line exactly once
    Sink<OutputRecord> sink(End.Files end) {
        return FileSink.forRowFormat(flinkPath(end), new LineEncoder())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(".jsonl")
                        .build())
                .build();
    }

    private static Path flinkPath(End.Files end) {
        return new Path(end.path().toUri());
    }
}
