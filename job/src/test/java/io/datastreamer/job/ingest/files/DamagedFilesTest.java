package io.datastreamer.job.ingest.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damages files of several members, at one place each: bytes changed, removed, inserted, cut off. Records that were not
 * touched come whole and in order; records that were touched come, or a record with a flaw reports them, wherever the
 * damage is. {@code -Dfuzz.files=N} tries N files of each kind, {@code -Dfuzz.seed=S} others.
 */
class DamagedFilesTest {
    private static final int MAX_BYTES = 500;
    private static final int FILES = Integer.getInteger("fuzz.files", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @TempDir
    Path dir;

    /** A file's bytes; where each member begins, and the end of the last one; and the lines of each. */
    private record Whole(byte[] bytes, boolean isPlain, int[] begins, List<List<String>> lines) {
        int memberAt(int offset) {
            int member = 0;
            while (member < lines.size() - 1 && offset >= begins[member + 1]) {
                member++;
            }
            return member;
        }
    }

    /** Bytes of a file that are replaced. */
    private record Fault(int from, int to, byte[] by) {
        byte[] in(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            out.writeBytes(by);
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "bz2", "jsonl"})
    void nothingIsLostSilently(String kind) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = dir.resolve("a." + kind);
        for (int i = 0; i < FILES; i++) {
            Whole whole = whole(kind, random);
            Fault fault = fault(whole.bytes(), random);
            Files.write(file, fault.in(whole.bytes()));

            String what = kind + " " + SEED + "/" + i + ": " + fault.from() + " to " + fault.to() + " by "
                    + new String(fault.by(), ISO_8859_1);
            List<Progress> steps = WholeFiles.all(file, MAX_BYTES);

            WholeFiles.assertAccounted(file, steps);
            assertUntouchedComes(whole, fault, steps, what);
            assertRestores(file, steps, random, what);
        }
    }

    private static void assertUntouchedComes(Whole whole, Fault fault, List<Progress> steps, String what) {
        List<String> texts = texts(steps);
        Set<String> given = new HashSet<>(texts);
        boolean isTold = steps.stream().map(Progress::record).anyMatch(r -> r != null && r.flaw() != null);
        // inserted bytes, or what is left of a cut, touch the byte before as well
        int first = whole.memberAt(Math.max(0, fault.from() - 1));
        int last = whole.memberAt(Math.max(fault.from(), fault.to() - 1));
        List<String> untouched = new ArrayList<>();
        for (int member = 0; member < whole.lines().size(); member++) {
            boolean isTouched = member >= first && member <= last;
            boolean isGone = fault.from() <= whole.begins()[member] && fault.to() >= whole.begins()[member + 1];
            if (isGone && fault.by().length == 0) {
                // a file without it is as sound as one with it
                continue;
            }
            if (isTouched && !whole.isPlain()) {
                // missing lines are reported
                assertThat(isTold || given.containsAll(whole.lines().get(member)))
                        .as(what)
                        .isTrue();
            } else if (!isTouched) {
                untouched.addAll(whole.lines().get(member));
            }
        }
        if (!untouched.isEmpty()) {
            assertThat(texts).as(what).containsSubsequence(untouched);
        }
        if (whole.isPlain()) {
            int lost = (int) whole.lines().get(0).stream()
                    .filter(line -> !given.contains(line))
                    .count();
            assertThat(lost).as(what).isLessThanOrEqualTo(2 + fault.to() - fault.from());
        }
    }

    private static void assertRestores(Path file, List<Progress> steps, SplittableRandom random, String what)
            throws IOException {
        if (!steps.isEmpty()) {
            int at = random.nextInt(steps.size());
            List<Progress> rest = WholeFiles.from(file, steps.get(at).position(), MAX_BYTES);
            assertThat(texts(rest)).as(what).isEqualTo(texts(steps.subList(at + 1, steps.size())));
        }
    }

    private static Whole whole(String kind, SplittableRandom random) throws IOException {
        int members = kind.equals("jsonl") ? 1 : 1 + random.nextInt(4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<List<String>> lines = new ArrayList<>();
        int[] begins = new int[members + 1];
        for (int member = 0; member < members; member++) {
            List<String> of = new ArrayList<>();
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                of.add("{\"member\":" + member + ",\"line\":" + i + ",\"x\":\"" + random.nextLong() + "\"}");
            }
            bytes.writeBytes(Samples.compressed(kind, String.join("\n", of) + "\n"));
            lines.add(of);
            begins[member + 1] = bytes.size();
        }
        return new Whole(bytes.toByteArray(), kind.equals("jsonl"), begins, lines);
    }

    private static Fault fault(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(40)));
        byte[] other = new byte[1 + random.nextInt(20)];
        random.nextBytes(other);
        return switch (random.nextInt(6)) {
            case 0 -> new Fault(at, at + 1, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
            case 1 -> new Fault(at, at + length, new byte[0]);
            case 2 -> new Fault(at, at, other);
            case 3 -> new Fault(at, at + length, other);
            case 4 -> new Fault(at, at, new byte[random.nextInt(600)]);
            default -> new Fault(at, bytes.length, new byte[0]);
        };
    }

    private static List<String> texts(List<Progress> steps) {
        return steps.stream()
                .map(Progress::record)
                .filter(Objects::nonNull)
                .map(record -> record.flaw() == null
                        ? new String(record.bytes(), UTF_8)
                        : record.flaw() + new String(record.bytes(), ISO_8859_1))
                .toList();
    }
}
