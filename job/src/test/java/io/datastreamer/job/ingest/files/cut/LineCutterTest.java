package io.datastreamer.job.ingest.files.cut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes, in pieces of any size, are cut in the same way as by a plain search for line feeds. */
class LineCutterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 70_000})
    void cutsAsAPlainSearchDoes(int maxBytes) throws IOException {
        SplittableRandom random = new SplittableRandom(maxBytes);
        for (int round = 0; round < 300; round++) {
            String text = anyText(random, maxBytes);
            List<RecordCutter.Cut> expected = plainly(text, maxBytes);

            LineCutter cutter = new LineCutter(inPieces(text, random), 0, maxBytes);
            List<RecordCutter.Cut> cut = new ArrayList<>();
            for (RecordCutter.Cut line = cutter.next(); line != null; line = cutter.next()) {
                cut.add(line);
            }
            RecordCutter.Cut rest = cutter.rest();
            if (rest != null) {
                cut.add(rest);
            }

            assertThat(cut.stream().map(LineCutterTest::shown).toList())
                    .isEqualTo(expected.stream().map(LineCutterTest::shown).toList());
            assertThat(cutter.position()).isEqualTo(text.length());
        }
    }

    // comparable: equal for equal lines, as arrays are not
    private static List<Object> shown(RecordCutter.Cut line) {
        return List.of(new String(line.bytes(), ISO_8859_1), line.start(), line.end(), line.flaw() != null);
    }

    private static String anyText(SplittableRandom random, int maxBytes) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(8);
        for (int i = 0; i < lines; i++) {
            int length = random.nextInt(4) == 0 ? random.nextInt(3 * maxBytes) : random.nextInt(maxBytes + 1);
            text.append("x".repeat(length)).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return text.append("y".repeat(random.nextInt(3) == 0 ? 0 : random.nextInt(2 * maxBytes)))
                .toString();
    }

    private static List<RecordCutter.Cut> plainly(String text, int maxBytes) {
        List<RecordCutter.Cut> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int next = feed < 0 ? text.length() : feed + 1;
            String line = text.substring(start, end);
            String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            boolean tooLong = content.length() > maxBytes;
            byte[] bytes = (tooLong ? content.substring(0, maxBytes) : content).getBytes(ISO_8859_1);
            lines.add(new RecordCutter.Cut(bytes, start, next, tooLong ? "too long" : null));
            start = next;
        }
        return lines;
    }

    private static InputStream inPieces(String text, SplittableRandom random) {
        int most = 1 + random.nextInt(1 + random.nextInt(100_000));
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte @Nullable [] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }
}
