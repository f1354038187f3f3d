package io.datastreamer.job;

import io.datastreamer.job.decode.JsonRecords;
import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.element.ElementFormat;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.mediate.MediateOutput;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.mediate.Mediator;
import io.datastreamer.job.mediate.MemorySessions;
import io.datastreamer.job.mediate.Numbering;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes and mediates the records of files, one after the other, and reports what becomes of each. */
final class FileDecoding {
    private static final int BUFFER = 1 << 16;

    private final @Nullable ElementDecoder decoder;
    private final JsonRecords json = new JsonRecords();
    private final Mediator mediator;
    private final MediateSettings settings;
    private final Map<String, MemorySessions> sessions = new HashMap<>();
    private final Map<String, Numbering> numbers = new LinkedHashMap<>();
    private final Set<Long> networkIds = new HashSet<>();
    private final Set<Long> billingIds = new HashSet<>();
    private final Consumer<String> lines;

    /**
     * @param format of the files; null for the data contract's own
     * @param lines gets what becomes of the records
     */
    FileDecoding(@Nullable ElementFormat format, MediateSettings settings, Consumer<String> lines) {
        this.decoder = format == null ? null : format.decoder();
        this.settings = settings;
        this.mediator = new Mediator(settings);
        this.lines = lines;
    }

    /** Reports, at the end, which numbers of elements have not come. */
    void end() {
        numbers.forEach((key, numbering) -> numbering.settled(Long.MAX_VALUE, findings(key)));
    }

    private Numbering.Findings findings(String key) {
        RecordLines.Place place = new RecordLines.Place(NumberSpan.elementOf(key), 0, 0);
        String what = NumberSpan.isOfFiles(key) ? "files" : "records";
        return new Numbering.Findings() {
            @Override
            public void missing(long first, long last, long count) {
                String reason = "its " + what + " with the numbers " + first + " to " + last + " have not come";
                lines.accept(RecordLines.nothing("gap", place, reason));
            }

            @Override
            public void anew(long before, long first) {
                String reason = "behind the number " + before + " of its " + what + " came " + first;
                lines.accept(RecordLines.nothing("gap", place, reason));
            }
        };
    }

    /** Reads one file to its end. */
    void read(Path file, Framing framing) throws IOException {
        try (InputStream in = open(file)) {
            RecordCutter cutter = framing.cut(in, 0);
            long number = 0;
            RecordCutter.Cut cut;
            while ((cut = cutter.next()) != null || (cut = cutter.rest()) != null) {
                number++;
                if (cut.bytes().length > 0 || cut.flaw() != null) {
                    RawRecord raw = new RawRecord(
                            cut.bytes(), null, file.toString(), cut.start(), System.currentTimeMillis(), cut.flaw());
                    take(raw, new Lines(new RecordLines.Place(raw.source(), raw.position(), number)));
                }
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
    }

    private void take(RawRecord raw, Lines out) {
        try {
            if (raw.flaw() != null) {
                throw new MalformedRecord(Reason.UNREADABLE, "record: " + raw.flaw());
            }
            if (decoder == null) {
                out.record(json.decode(raw));
            } else {
                decode(decoder, raw, out);
            }
        } catch (MalformedRecord e) {
            out.reject(e.reason(), String.valueOf(e.getMessage()), Origin.of(raw));
        }
    }

    private void decode(ElementDecoder format, RawRecord raw, Lines out) throws MalformedRecord {
        List<SessionRecord> records = new ArrayList<>(1);
        format.decode(raw, new ElementDecoder.Output() {
            @Override
            public void session(SessionRecord record) {
                records.add(record);
            }

            @Override
            public void unused(String why) {
                out.unused(why, Origin.of(raw));
            }

            @Override
            public void lost(String element, int count, boolean exact) {
                out.lost(element, count, exact);
            }

            @Override
            public void numbered(String element, ElementDecoder.Numbers of, long number) {
                NumberSpan span = new NumberSpan(element, of == ElementDecoder.Numbers.FILES, number, number);
                Numbering known = numbers.getOrDefault(span.key(), Numbering.NONE);
                numbers.put(span.key(), known.with(span, raw.timestamp(), findings(span.key())));
            }
        });
        for (SessionRecord record : records) {
            MemorySessions ofElement =
                    sessions.computeIfAbsent(record.element(), e -> new MemorySessions(settings.maxSessions()));
            mediator.take(record, ofElement, raw.timestamp(), out);
        }
    }

    /** Writes what becomes of one raw record. */
    private final class Lines implements MediateOutput {
        private final RecordLines.Place place;

        Lines(RecordLines.Place place) {
            this.place = place;
        }

        void lost(String element, int count, boolean exact) {
            lines.accept(RecordLines.nothing(
                    "lost",
                    place,
                    (element.isEmpty() ? "the element" : element) + " says that it has lost "
                            + (exact ? "" : "at least ") + count + " records"));
        }

        void record(KeyedRecord record) {
            switch (record.kind()) {
                case EVENT -> network(record.asNetwork(), Cell.UNKNOWN, List.of(), record.origin());
                case USAGE -> billing(record.asBilling(), record.origin());
            }
        }

        @Override
        public void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin) {
            if (networkIds.add(record.recordId())) {
                lines.accept(RecordLines.network(place, record, cell, changed));
            } else {
                duplicate("a network record of this record_id was there before", origin);
            }
        }

        @Override
        public void billing(BillingRecord record, Origin origin) {
            if (billingIds.add(record.recordId())) {
                lines.accept(RecordLines.billing(place, record));
            } else {
                duplicate("a billing record of this record_id was there before", origin);
            }
        }

        @Override
        public void duplicate(String why, Origin origin) {
            lines.accept(RecordLines.nothing("duplicate", place, why));
        }

        @Override
        public void late(String why, Origin origin) {
            lines.accept(RecordLines.nothing("late", place, why));
        }

        @Override
        public void unused(String why, Origin origin) {
            lines.accept(RecordLines.nothing("unused", place, why));
        }

        @Override
        public void reject(Reason reason, String text, Origin origin) {
            lines.accept(RecordLines.nothing("rejected", place, text));
        }

        @Override
        public void wrapped(int times) {}
    }
}
