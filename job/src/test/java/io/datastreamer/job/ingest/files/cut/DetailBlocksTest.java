package io.datastreamer.job.ingest.files.cut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DetailBlocksTest {
    private static final String ONE = "Thu Nov 26 12:48:07 2026\n\tA = 1\n\tB = \"2\"\n";
    private static final String TWO = "Thu Nov 26 12:48:08 2026\n\tC = 3\n";

    @Test
    void blocksAreDividedByEmptyLines() throws IOException {
        List<RecordCutter.Cut> cuts = cut("\n" + ONE + "\n\n\n" + TWO + "\n", 1000);

        assertThat(texts(cuts)).containsExactly(ONE, TWO);
        assertThat(cuts.get(0).start()).isEqualTo(1);
        assertThat(cuts.get(1).start()).isEqualTo(1 + ONE.length() + 3);
        assertThat(cuts).allSatisfy(cut -> assertThat(cut.flaw()).isNull());
    }

    @Test
    void linesMayEndInCarriageReturns() throws IOException {
        List<RecordCutter.Cut> cuts = cut((ONE + "\n" + TWO + "\n").replace("\n", "\r\n"), 1000);

        assertThat(cuts).hasSize(2);
    }

    @Test
    void aBlockInWhichAnotherBeginsIsFlawed() throws IOException {
        List<RecordCutter.Cut> cuts = cut(ONE + TWO + "\n", 1000);

        assertThat(texts(cuts)).containsExactly(ONE, TWO);
        assertThat(cuts.get(0).flaw()).contains("cut off");
        assertThat(cuts.get(1).flaw()).isNull();
    }

    @Test
    void whatIsLeftAtTheEndIsTheRest() throws IOException {
        assertThat(texts(cut(ONE + "\n" + TWO, 1000))).containsExactly(ONE, TWO);
        assertThat(texts(cut(ONE + "\nThu", 1000))).containsExactly(ONE, "Thu");
    }

    @Test
    void aLongBlockKeepsItsStartAndTheNextIsWhole() throws IOException {
        String line = "\tX = \"" + "x".repeat(200) + "\"\n";
        List<RecordCutter.Cut> cuts = cut(ONE + line.repeat(2000) + "\n" + TWO + "\n", 300);

        assertThat(cuts).hasSize(2);
        assertThat(cuts.get(0).flaw()).contains("longer than 300 bytes");
        assertThat(cuts.get(0).bytes()).hasSize(300);
        assertThat(texts(cuts)).element(1).isEqualTo(TWO);
    }

    @Test
    void aFileThatGrowsIsCutAsOneThatIsWhole() throws IOException {
        byte[] all = (ONE + "\n" + TWO + "\n").getBytes(UTF_8);
        for (int first = 0; first < all.length; first++) {
            Growing content = new Growing(all, first);
            RecordCutter cutter = new DetailBlocks(1000).cut(content, 0);
            List<RecordCutter.Cut> cuts = new ArrayList<>();
            drain(cutter, cuts);
            content.grow(all.length);
            drain(cutter, cuts);
            assertThat(texts(cuts)).containsExactly(ONE, TWO);
        }
    }

    @Test
    void everyByteIsOfOneCutOrOfEmptyLinesBetween() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append("\n\r\t =xA\"\0".charAt(random.nextInt(9)));
            }
            long end = 0;
            for (RecordCutter.Cut cut : cut(text.toString(), 10)) {
                assertThat(text.substring((int) end, (int) cut.start()).strip()).isEmpty();
                assertThat(cut.end()).isGreaterThan(cut.start());
                end = cut.end();
            }
            assertThat(text.substring((int) end).strip()).isEmpty();
        }
    }

    private static List<RecordCutter.Cut> cut(String text, int maxBytes) throws IOException {
        RecordCutter cutter = new DetailBlocks(maxBytes).cut(new ByteArrayInputStream(text.getBytes(UTF_8)), 0);
        List<RecordCutter.Cut> cuts = new ArrayList<>();
        drain(cutter, cuts);
        RecordCutter.Cut rest = cutter.rest();
        if (rest != null) {
            cuts.add(rest);
        }
        return cuts;
    }

    private static void drain(RecordCutter cutter, List<RecordCutter.Cut> cuts) throws IOException {
        RecordCutter.Cut cut;
        while ((cut = cutter.next()) != null) {
            cuts.add(cut);
        }
    }

    private static List<String> texts(List<RecordCutter.Cut> cuts) {
        return cuts.stream().map(cut -> new String(cut.bytes(), UTF_8)).toList();
    }

    /** Ends for now where it has not grown yet. */
    private static final class Growing extends ByteArrayInputStream {
        Growing(byte[] all, int now) {
            super(all);
            count = now;
        }

        void grow(int to) {
            count = to;
        }
    }
}
