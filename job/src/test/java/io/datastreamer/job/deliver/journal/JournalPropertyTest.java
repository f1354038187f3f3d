package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is done to a journal, it returns the same as a plain list. */
class JournalPropertyTest {
    private static final JournalOptions SMALL = new JournalOptions(1500, 300, Duration.ofMinutes(30));

    enum Operation {
        APPEND,
        FLUSH,
        REOPEN,
        SNAPSHOT,
        RESTORE,
        EXPIRE,
        SEEK,
        READ_ALL,
        READ_ON
    }

    /** An operation; the meaning of the numbers depends on it. */
    record Step(Operation operation, int a, int b) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Operation> operation = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(60, Operation.APPEND),
                net.jqwik.api.Tuple.of(6, Operation.FLUSH),
                net.jqwik.api.Tuple.of(3, Operation.REOPEN),
                net.jqwik.api.Tuple.of(2, Operation.SNAPSHOT),
                net.jqwik.api.Tuple.of(1, Operation.RESTORE),
                net.jqwik.api.Tuple.of(2, Operation.EXPIRE),
                net.jqwik.api.Tuple.of(6, Operation.SEEK),
                net.jqwik.api.Tuple.of(3, Operation.READ_ALL),
                net.jqwik.api.Tuple.of(12, Operation.READ_ON));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 999);
        return Combinators.combine(operation, number, number)
                .as(Step::new)
                .list()
                .ofMaxSize(400);
    }

    @Property(tries = 1500)
    void aJournalGivesWhatAListGives(@ForAll("steps") List<Step> steps) {
        try (FrameCodec codec = new FrameCodec()) {
            Model model = new Model(codec);
            steps.forEach(model::apply);
            model.readAll(RecordKind.EVENT, 0);
            model.readAll(RecordKind.USAGE, 1);
        }
    }

    private static final Set<Integer> ODD = Set.of(1, 3, 5, 7, 9, 11, 13, 15);

    /** An entry as a list would keep it. */
    private record Entry(RecordKind kind, int eventType, long time, long id, String simKey, byte[] json) {}

    /** A lane of one kind that reads on. */
    private record Cursor(Position position, long before) {}

    private static final class Model {
        private final FrameCodec codec;
        private final FrameCache cache = new FrameCache(2000);
        private MemoryJournalStore store = new MemoryJournalStore();
        private Journal journal;
        private List<Entry> entries = new ArrayList<>();
        private Cursor[] cursors = {new Cursor(new Position(0, 0), 0), new Cursor(new Position(0, 0), 0)};
        private long now = 1_000_000;
        private long horizon = Long.MIN_VALUE;

        private MemoryJournalStore savedStore = new MemoryJournalStore();
        private List<Entry> savedEntries = new ArrayList<>();
        private Cursor[] savedCursors = cursors.clone();
        private int generation;

        Model(FrameCodec codec) {
            this.codec = codec;
            this.journal = open();
        }

        private Journal open() {
            return new Journal("1/0#" + generation, store, SMALL, codec, cache);
        }

        void apply(Step step) {
            switch (step.operation()) {
                case APPEND -> append(step.a(), step.b());
                case FLUSH -> {
                    journal.flush();
                    assertThat(journal.isDirty()).isFalse();
                }
                case REOPEN -> {
                    journal.flush();
                    journal = open();
                }
                case SNAPSHOT -> {
                    journal.flush();
                    savedStore = store.copy();
                    savedEntries = new ArrayList<>(entries);
                    savedCursors = cursors.clone();
                }
                case RESTORE -> {
                    store = savedStore.copy();
                    entries = new ArrayList<>(savedEntries);
                    cursors = savedCursors.clone();
                    generation++;
                    journal = open();
                }
                case EXPIRE -> expire(step.a());
                case SEEK -> seek(step.a());
                case READ_ALL -> readAll(RecordKind.ofCode(step.a() % 2), step.b());
                case READ_ON -> readOn(RecordKind.ofCode(step.a() % 2), 1 + step.a() % 9, 1 + step.b());
            }
            assertThat(journal.end().before().total()).isEqualTo(entries.size());
        }

        private void append(int a, int b) {
            now += b % 7 == 0 ? 60_000 : b;
            long source = now - 3_000 + a * 5L;
            RecordKind kind = RecordKind.ofCode(a % 3 == 0 ? 1 : 0);
            int type = kind == RecordKind.USAGE ? Document.NO_EVENT_TYPE : a % 16;
            byte[] json = new byte[b % 200];
            new Random(a).nextBytes(json);
            long id = a % 5 == 0 ? Long.MIN_VALUE + a : a;
            String simKey = a % 4 == 0 ? "" : "89000000000000000" + a;
            byte[] supplement = ("s" + id).getBytes(StandardCharsets.UTF_8);
            journal.append(Document.of(1, kind, type, simKey, id, source, json, supplement), now);
            long last = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).time();
            entries.add(new Entry(kind, type, Math.max(last, Math.min(source, now)), id, simKey, json));
        }

        private void expire(int a) {
            horizon = Math.max(horizon, now - a * 1000L);
            int before = store.size();
            boolean more = journal.expire(horizon, 3);
            if (more) {
                assertThat(store.size()).isLessThan(before);
            }
            Mark start = journal.start();
            int gone = (int) start.before().total();
            assertThat(entries.subList(0, gone)).allMatch(entry -> entry.time() < horizon);
            assertThat(start.before()).isEqualTo(countsBefore(gone));
        }

        private void seek(int a) {
            long first = entries.isEmpty() ? now : entries.get(0).time();
            long time = first + (now - first) * a / 1000;
            Mark mark = journal.reader().seek(time);
            int expected = (int) journal.start().before().total();
            while (expected < entries.size() && entries.get(expected).time() < time) {
                expected++;
            }
            assertThat(mark.before()).isEqualTo(countsBefore(expected));
            cursors[0] = new Cursor(mark.position(), mark.before().events());
            cursors[1] = new Cursor(mark.position(), mark.before().usages());
        }

        /** Reads with a filter on event types and a horizon, from the start to the end. */
        private void readAll(RecordKind kind, int b) {
            long horizon = now - b * 1000L;
            Mark start = journal.start();
            Cursor cursor = new Cursor(start.position(), start.before().of(kind));
            List<Entry> read = new ArrayList<>();
            long passed = 0;
            while (true) {
                Reading reading = journal.reader()
                        .read(
                                cursor.position(),
                                cursor.before(),
                                Selection.of(
                                        DocumentFilter.of(kind, Filters.NONE.withEventTypes(ODD)), horizon, 7, 1000));
                check(reading, read);
                passed += reading.passed();
                cursor = new Cursor(reading.next(), cursor.before() + reading.passed());
                if (reading.stop() == Reading.Stop.END) {
                    break;
                }
            }
            List<Entry> kept = entries.subList((int) start.before().total(), entries.size());
            assertThat(passed)
                    .isEqualTo(kept.stream().filter(e -> e.kind() == kind).count());
            assertSame(
                    read,
                    kept.stream()
                            .filter(e -> e.kind() == kind
                                    && (kind == RecordKind.USAGE || ODD.contains(e.eventType()))
                                    && e.time() >= horizon)
                            .toList());
        }

        /** Reads one batch from the kind's cursor, and then the same batch by its bound. */
        private void readOn(RecordKind kind, int maxRecords, int maxBytes) {
            Cursor cursor = cursors[kind.code()];
            Reading reading = read(cursor, kind, maxRecords, maxBytes, null);
            long expectedExpired = Math.max(0, journal.start().before().of(kind) - cursor.before());
            assertThat(reading.expired()).isEqualTo(expectedExpired);
            List<Entry> ofKind = entries.stream().filter(e -> e.kind() == kind).toList();
            List<Entry> read = new ArrayList<>();
            check(reading, read);
            assertThat(reading.passed()).isEqualTo(reading.records() + reading.expired());
            int from = (int) (cursor.before() + expectedExpired);
            assertSame(read, ofKind.subList(from, from + read.size()));
            if (reading.stop() == Reading.Stop.END) {
                assertThat(from + read.size()).isEqualTo(ofKind.size());
            } else {
                assertThat(read).isNotEmpty();
            }
            assertThat(reading.entries().size()).isLessThanOrEqualTo(maxRecords);
            assertThat(reading.jsonBytes() <= maxBytes || reading.entries().size() == 1)
                    .isTrue();

            Reading again = read(cursor, kind, 1000, Long.MAX_VALUE, reading.next());
            assertThat(again.entries().stream().map(e -> e.item().id()).toList())
                    .isEqualTo(
                            reading.entries().stream().map(e -> e.item().id()).toList());
            assertThat(again.passed()).isEqualTo(reading.passed());
            cursors[kind.code()] = new Cursor(reading.next(), cursor.before() + reading.passed());
            readBack(kind, reading.next(), ofKind.subList(0, from + read.size()));
        }

        /** Reads the last entries before a place. */
        private void readBack(RecordKind kind, Position end, List<Entry> before) {
            int kept = before.size() - (int) journal.start().before().of(kind);
            List<io.datastreamer.job.deliver.journal.Entry> found = journal.reader()
                    .before(end, Selection.of(DocumentFilter.all(kind), horizon, Integer.MAX_VALUE, Long.MAX_VALUE), 5);
            List<Entry> expected = before.stream()
                    .skip(before.size() - kept)
                    .filter(entry -> entry.time() >= horizon)
                    .toList();
            if (end.segment() - journal.start().position().segment() < 16) {
                assertThat(found).hasSize(Math.min(5, expected.size()));
            }
            assertThat(found.stream().map(entry -> entry.item().id()).toList())
                    .isEqualTo(expected.subList(expected.size() - found.size(), expected.size()).stream()
                            .map(Entry::id)
                            .toList());
        }

        private Reading read(Cursor cursor, RecordKind kind, int records, long bytes, @Nullable Position until) {
            Selection selection = Selection.of(DocumentFilter.all(kind), Long.MIN_VALUE, records, bytes);
            return journal.reader()
                    .read(cursor.position(), cursor.before(), until == null ? selection : selection.until(until));
        }

        private static void check(Reading reading, List<Entry> into) {
            assertThat(reading.records()).isEqualTo(reading.entries().size());
            for (var found : reading.entries()) {
                Batch.Item item = found.item();
                into.add(new Entry(
                        item.eventType() == Document.NO_EVENT_TYPE ? RecordKind.USAGE : RecordKind.EVENT,
                        item.eventType(),
                        0,
                        item.id(),
                        item.simKey(),
                        Arrays.copyOfRange(item.buffer(), item.offset(), item.offset() + item.length())));
                assertThat(new String(
                                item.buffer(),
                                item.supplementOffset(),
                                item.supplementLength(),
                                StandardCharsets.UTF_8))
                        .isEqualTo("s" + item.id());
            }
        }

        private static void assertSame(List<Entry> read, List<Entry> expected) {
            assertThat(read.size()).isEqualTo(expected.size());
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).id()).isEqualTo(expected.get(i).id());
                assertThat(read.get(i).eventType()).isEqualTo(expected.get(i).eventType());
                assertThat(read.get(i).simKey()).isEqualTo(expected.get(i).simKey());
                assertThat(read.get(i).json()).isEqualTo(expected.get(i).json());
            }
        }

        private Counts countsBefore(int index) {
            long usages = entries.subList(0, index).stream()
                    .filter(e -> e.kind() == RecordKind.USAGE)
                    .count();
            return new Counts(index - usages, usages);
        }
    }
}
