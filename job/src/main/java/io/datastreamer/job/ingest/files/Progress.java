package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A step in the reading of a file.
 *
 * @param record what was read; null when there is none
 * @param position where the file stands then
 * @param recordBytes bytes of content that this step read as a record
 * @param paddingBytes bytes of content, or zeros between compressed members, that hold none
 * @param damagedBytes bytes of the file, as it is stored, that cannot be read
 * @param event what else is to be known
 */
record Progress(
        @Nullable RawRecord record,
        FilePosition position,
        long recordBytes,
        long paddingBytes,
        long damagedBytes,
        Event event) {

    /** What else happened to the file. */
    enum Event {
        NONE,
        /** It is begun. */
        BEGUN,
        /** All that is there now was read. */
        CAUGHT_UP,
        /** It is not what was read before: it is read from its start. */
        BEGUN_ANEW,
        /** It is not there. */
        NOT_FOUND
    }

    static Progress of(Event event, FilePosition position) {
        return new Progress(null, position, 0, 0, 0, event);
    }

    Progress at(FilePosition other) {
        return new Progress(record, other, recordBytes, paddingBytes, damagedBytes, event);
    }
}
