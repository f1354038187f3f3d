package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A step in the reading of a file.
 *
 * @param record what was read; null if there is none
 * @param position the position in the file after the step
 * @param recordBytes bytes of content that this step read as a record
 * @param paddingBytes bytes of content, or zeros between compressed members, that belong to no record
 * @param damagedBytes bytes of the file, as stored, that cannot be read
 * @param event what happened to the file
 */
record Progress(
        @Nullable RawRecord record,
        FilePosition position,
        long recordBytes,
        long paddingBytes,
        long damagedBytes,
        Event event) {

    /** What happened to the file. */
    enum Event {
        NONE,
        /** Reading it has begun. */
        BEGUN,
        /** Everything that it has now was read. */
        CAUGHT_UP,
        /** It is not what was read before: it is read from its start. */
        BEGUN_ANEW,
        /** It was not found. */
        NOT_FOUND
    }

    static Progress of(Event event, FilePosition position) {
        return new Progress(null, position, 0, 0, 0, event);
    }

    Progress at(FilePosition other) {
        return new Progress(record, other, recordBytes, paddingBytes, damagedBytes, event);
    }
}
