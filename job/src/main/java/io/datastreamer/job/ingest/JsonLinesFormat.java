package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;

/**
 * Files of one JSON object a line, plain or gzip (by the name's end, {@code .gz}). A file is never split: one reader reads
 * it from start to end, so that its lines keep their order.
 *
 * <p>What is checkpointed is the byte offset after the last record, in the decompressed content: a restored reader goes
 * on with exactly the next line. A file that cannot be opened or whose compressed content is damaged yields one record
 * with a flaw that says so, and ends.
 */
final class JsonLinesFormat implements BulkFormat<RawRecord, FileSourceSplit> {
    private static final long serialVersionUID = 1L;
    private static final int GZIP_BUFFER = 64 * 1024;

    private final TypeInformation<RawRecord> type;
    private final int maxRecordBytes;
    private final boolean follow;

    /**
     * @param maxRecordBytes what is longer is cut and gets a flaw
     * @param follow whether to wait at the end of the file for lines that are added
     */
    JsonLinesFormat(TypeInformation<RawRecord> type, int maxRecordBytes, boolean follow) {
        this.type = type;
        this.maxRecordBytes = maxRecordBytes;
        this.follow = follow;
    }

    static boolean isGzip(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    @Override
    public Reader<RawRecord> createReader(Configuration config, FileSourceSplit split) throws IOException {
        return open(split, 0);
    }

    @Override
    public Reader<RawRecord> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
        return open(
                split,
                split.getReaderPosition().map(CheckpointedPosition::getOffset).orElse(0L));
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }

    private Reader<RawRecord> open(FileSourceSplit split, long position) throws IOException {
        String source = split.path().getPath();
        if (position == JsonLinesReader.ENDED) {
            return JsonLinesReader.ended(source);
        }
        FSDataInputStream file;
        try {
            file = FileSystem.get(split.path().toUri()).open(split.path());
        } catch (FileNotFoundException e) {
            return JsonLinesReader.unreadable(source, "cannot be opened: " + e.getMessage());
        }
        try {
            InputStream content =
                    isGzip(source) && split.fileSize() > 0 ? new GZIPInputStream(file, GZIP_BUFFER) : file;
            if (content == file) {
                file.seek(position);
            } else {
                content.skipNBytes(position);
            }
            return new JsonLinesReader(source, new LineCutter(content, position, maxRecordBytes), follow);
        } catch (ZipException | EOFException e) {
            file.close();
            return JsonLinesReader.unreadable(source, JsonLinesReader.damaged(position, e));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
