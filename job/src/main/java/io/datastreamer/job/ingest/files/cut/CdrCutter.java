package io.datastreamer.job.ingest.files.cut;

import io.datastreamer.job.element.cdr.CdrFrames;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.element.cdr.CdrFrames.MORE;
import static io.datastreamer.job.element.cdr.CdrFrames.NO;

/**
 * Cuts content into the records of {@link CdrFiles}. It decides what begins at a place by looking at the bytes, never
 * by the length in the file's header: that file may not be closed yet, or may be joined with others. If a length leads
 * to a place where nothing begins, it searches for the next begin.
 */
final class CdrCutter implements RecordCutter {
    private static final int FILLER = -2;
    private static final int FILE_HEADER = -3;
    private static final int GARBAGE = -4;
    // how many octets it takes to recognise a begin
    private static final int LOOK = 64;
    // how many octets damage may add or remove
    private static final int NEAR = 32;
    private static final int LONGEST_FRAMED = 5 + 0xFFFF;
    private static final String NO_RECORD = "no charging data record; the next one was looked for behind it";
    private static final String CUT_OFF = "the file ends in its header";

    private final RecordBuffer buffer;
    private final CdrFrames.Octets octets;
    private final int maxBytes;

    // whether records have headers; unknown before the first record
    private boolean framed;
    private boolean bare;
    // length of the file's header, which is part of the next record; 0 for none
    private int header;
    // up to there no begin was found
    private int scanned;
    private boolean last;
    private long cutEnd;

    /**
     * @param in stands at {@code position}
     * @param position the stream's offset there
     * @param maxBytes longest record
     */
    CdrCutter(InputStream in, long position, int maxBytes) {
        this.buffer = new RecordBuffer(in, position, maxBytes);
        this.maxBytes = maxBytes;
        this.cutEnd = position;
        this.octets = new CdrFrames.Octets() {
            @Override
            public int length() {
                return buffer.length();
            }

            @Override
            public byte at(int place) {
                return buffer.at(place);
            }
        };
    }

    @Override
    public @Nullable Cut next() throws IOException {
        last = false;
        do {
            Cut cut = cutOne();
            if (cut != null) {
                return cut;
            }
        } while (buffer.fill());
        return null;
    }

    @Override
    public @Nullable Cut rest() {
        last = true;
        Cut cut = cutOne();
        if (cut != null || buffer.offset() == cutEnd) {
            return cut;
        }
        cutEnd = buffer.offset();
        return new Cut(new byte[0], cutEnd, cutEnd, null);
    }

    @Override
    public long position() {
        return buffer.position();
    }

    /** The next record of the bytes at hand; null if more must come, or nothing is left. */
    private @Nullable Cut cutOne() {
        while (header < buffer.length()) {
            if (scanned > 0 || buffer.isWithinRecord()) {
                return garbage();
            }
            int found = lookAt(header);
            if (found > 0) {
                return cut(header + found, null);
            }
            switch (found) {
                case FILLER -> {
                    if (header > 0) {
                        return cut(header, null);
                    }
                    buffer.skip(1);
                }
                case FILE_HEADER -> {
                    if (header > 0) {
                        return cut(header, null);
                    }
                    int length = CdrFrames.fileHeader(octets, 0);
                    if (length > buffer.length()) {
                        return last ? cut(buffer.length(), CUT_OFF) : null;
                    }
                    header = length;
                    framed = true;
                    bare = false;
                }
                case GARBAGE -> {
                    return garbage();
                }
                default -> {
                    boolean more = !last && buffer.length() <= maxBytes + LONGEST_FRAMED;
                    return more ? null : garbage();
                }
            }
        }
        return last && header > 0 ? cut(header, null) : null;
    }

    private Cut cut(int length, @Nullable String flaw) {
        Cut cut = buffer.cut(length, length, flaw);
        header = 0;
        scanned = 0;
        cutEnd = cut.end();
        return cut;
    }

    /** The length of the record that begins at a place, or what else is there. */
    private int lookAt(int at) {
        int begin = begin(at);
        if (begin != NO) {
            return begin;
        }
        if (buffer.at(at) == -1) {
            return FILLER;
        }
        int weak = bare ? NO : weaklyFramed(at);
        if (weak == MORE || (weak > 0 && !hasBegin(at + 1, at + weak))) {
            return weak;
        }
        return isFiller(at) ? FILLER : GARBAGE;
    }

    // zeros before zeros, before the end, or before a begin
    private boolean isFiller(int at) {
        if (buffer.at(at) != 0) {
            return false;
        }
        return at + 1 == buffer.length() || buffer.at(at + 1) == 0 || begin(at + 1) != NO;
    }

    /**
     * The length of a record that certainly begins at a place, {@link #FILE_HEADER}, {@link #GARBAGE} for a record that
     * has lost its end, or that there is none, or that more must come.
     */
    private int begin(int at) {
        if (!bare) {
            int length = CdrFrames.framed(octets, at);
            if (length > 0 && at + length <= buffer.length()) {
                return whole(at, length);
            }
            if (length > 0 && !last) {
                return MORE;
            }
            if (length == MORE && !last) {
                return MORE;
            }
        }
        int file = fileHeader(at);
        if (file > 0) {
            return FILE_HEADER;
        }
        if (!framed) {
            int length = bareRecord(at);
            if (length != NO) {
                return length;
            }
        }
        // too little to recognise a header: wait, unless nothing more comes, or it looks like filler to the end
        return file == MORE && !last ? MORE : NO;
    }

    // the length of a record that has lost or gained octets leads to a place where nothing begins: into the next
    // record, or short of it
    private int whole(int at, int length) {
        framed = true;
        int end = at + length;
        int verdict = endsWell(end);
        if (verdict > 0) {
            return length;
        }
        boolean more = verdict == MORE && !last;
        if (!more && hasBegin(Math.max(at + 1, end - NEAR), end)) {
            return GARBAGE;
        }
        int head = CdrFrames.recordHeader(octets, at);
        if (CdrFrames.isWhole(octets, at + head, end)) {
            return length;
        }
        if (more) {
            return MORE;
        }
        if (CdrFrames.element(octets, at + head) != length - head) {
            return GARBAGE;
        }
        // a record that has gained octets has the next begin after its end; else it is the next one that is damaged
        return hasBegin(end + 1, end + NEAR) ? GARBAGE : length;
    }

    // the few numbers of a file's header may occur anywhere: after the first record, something must also begin after
    // the header
    private int fileHeader(int at) {
        int length = CdrFrames.fileHeader(octets, at);
        if (length <= 0 || (!framed && !bare)) {
            return length;
        }
        int behind = at + length;
        int verdict = endsWell(behind);
        if (verdict > 0 || CdrFrames.isRecord(octets, behind)) {
            return length;
        }
        return verdict == MORE && !last ? MORE : NO;
    }

    private boolean hasBegin(int from, int to) {
        int end = Math.min(to, buffer.length());
        for (int place = from; place < end; place++) {
            if (sureBegin(place) > 0) {
                return true;
            }
        }
        return false;
    }

    private int bareRecord(int at) {
        if (!bare && !CdrFrames.isKnownTag(octets, at)) {
            return NO;
        }
        int length = CdrFrames.element(octets, at);
        if (length > maxBytes || length == NO) {
            return NO;
        }
        if (length == MORE || at + length > buffer.length()) {
            return last ? NO : MORE;
        }
        int end = at + length;
        boolean known = CdrFrames.isRecord(octets, at);
        if (hasBegin(at + 1, end)) {
            return NO;
        }
        if (end == buffer.length()) {
            // what follows cannot be seen yet; for a record of a known type that does not matter
            if (!last && !known) {
                return MORE;
            }
        } else if (!mayBegin(buffer.at(end)) && !CdrFrames.isWhole(octets, at, end)) {
            return NO;
        }
        bare |= known;
        return length;
    }

    private static boolean mayBegin(byte octet) {
        return octet == 0 || octet == -1 || (octet & 0xE0) == 0xA0;
    }

    // the record's header and its own length disagree: one of them is right if something begins after it
    private int weaklyFramed(int at) {
        if (buffer.length() - at < 5) {
            return last ? NO : MORE;
        }
        int head = CdrFrames.recordHeader(octets, at);
        int byHeader = CdrFrames.lengthInHeader(octets, at);
        int verdict = byHeader == 0 ? NO : endsWell(at + head + byHeader);
        if (verdict > 0) {
            return head + byHeader;
        }
        int byElement = CdrFrames.element(octets, at + head);
        int other = byElement <= 0 || byElement > LONGEST_FRAMED ? NO : endsWell(at + head + byElement);
        if (other > 0) {
            return head + byElement;
        }
        return (verdict == MORE || other == MORE) && !last ? MORE : NO;
    }

    // positive if something certainly begins there, or the content ends
    private int endsWell(int place) {
        if (place > buffer.length()) {
            return MORE;
        }
        if (place == buffer.length()) {
            return last ? 1 : MORE;
        }
        byte octet = buffer.at(place);
        int length = CdrFrames.framed(octets, place);
        if (length > 0 || CdrFrames.fileHeader(octets, place) > 0) {
            return 1;
        }
        if (buffer.length() - place < LOOK && !last) {
            return MORE;
        }
        return octet == -1 ? 1 : NO;
    }

    /** Everything up to the next certain begin; null if more must come first. */
    private @Nullable Cut garbage() {
        int first = buffer.isWithinRecord() ? scanned : Math.max(scanned, header + 1);
        int to = buffer.length() - (last ? 0 : LOOK);
        int place = first;
        for (; place < to; place++) {
            int begin = sureBegin(place);
            if (begin == MORE && !last) {
                break;
            }
            if (begin > 0) {
                return cut(place, NO_RECORD);
            }
        }
        if (last) {
            return cut(buffer.length(), NO_RECORD);
        }
        scanned = place;
        if (buffer.isWithinRecord() || buffer.length() > maxBytes + LONGEST_FRAMED) {
            int forgotten = Math.min(buffer.isWithinRecord() ? scanned : Math.max(scanned, maxBytes), buffer.length());
            buffer.forget(forgotten);
            scanned = Math.max(0, scanned - forgotten);
            header = 0;
        }
        return null;
    }

    private int sureBegin(int place) {
        int length = bare ? NO : CdrFrames.framed(octets, place);
        if (length == NO && fileHeader(place) > 0) {
            return 1;
        }
        if (length == NO && !framed && CdrFrames.isRecord(octets, place)) {
            length = CdrFrames.element(octets, place);
        }
        return last && length > buffer.length() - place ? NO : length;
    }
}
