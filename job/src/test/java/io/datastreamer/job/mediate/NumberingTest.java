package io.datastreamer.job.mediate;

import io.datastreamer.job.record.NumberSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class NumberingTest {
    private static final long LAST = 0xFFFF_FFFFL;

    private final List<String> told = new ArrayList<>();
    private Numbering numbers = Numbering.NONE;

    private final Numbering.Findings findings = new Numbering.Findings() {
        @Override
        public void missing(long first, long last, long count) {
            told.add(first + "-" + last + " (" + count + ")");
        }

        @Override
        public void anew(long before, long first) {
            told.add(before + " then " + first);
        }
    };

    @Test
    void aGapIsToldWhenItHasLasted() {
        come(1, 100, 10);
        come(121, 200, 20);
        come(301, 301, 30);

        numbers = numbers.settled(19, findings);
        assertThat(told).isEmpty();
        assertThat(numbers.firstGapMillis()).isEqualTo(20);
        numbers = numbers.settled(20, findings);
        assertThat(told).containsExactly("101-120 (20)");
        numbers = numbers.settled(100, findings);
        assertThat(told).containsExactly("101-120 (20)", "201-300 (100)");
        assertThat(numbers.firstGapMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatComesLateClosesTheGap() {
        come(1, 100, 10);
        come(121, 200, 20);
        come(101, 110, 30);
        come(111, 120, 40);

        numbers = numbers.settled(Long.MAX_VALUE, findings);
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasToldAndWhatComesAgainIsNoNews() {
        come(1, 100, 10);
        come(121, 200, 20);
        numbers = numbers.settled(Long.MAX_VALUE, findings);
        come(101, 120, 30);
        come(1, 50, 40);
        come(150, 160, 50);
        come(201, 300, 60);

        numbers = numbers.settled(Long.MAX_VALUE, findings);
        assertThat(told).containsExactly("101-120 (20)");
    }

    @Test
    void behindTheHighestNumberComesZero() {
        come(LAST - 2, LAST - 1, 10);
        come(LAST, 3, 20);
        come(6, 9, 30);

        numbers = numbers.settled(Long.MAX_VALUE, findings);
        assertThat(told).containsExactly("4-5 (2)");
    }

    @Test
    void aLeapIsANewBeginAndNoGap() {
        come(1, 10, 10);
        come(12, 20, 20);
        come(3_000_000_000L, 3_000_000_005L, 30);
        come(3_000_000_006L, 3_000_000_006L, 40);

        numbers = numbers.settled(Long.MAX_VALUE, findings);
        assertThat(told).containsExactly("11-11 (1)", "20 then 3000000000");
    }

    @Test
    void inAnyOrderOnlyWhatIsMissingIsTold() {
        Random random = new Random(11);
        for (int run = 0; run < 200; run++) {
            told.clear();
            long base = random.nextLong(LAST + 1);
            List<Long> all = new ArrayList<>();
            long missing = 0;
            for (int i = 1; i < 300; i++) {
                if (random.nextInt(10) > 0) {
                    all.add(base + i & LAST);
                } else {
                    missing++;
                }
            }
            Collections.shuffle(all, random);
            // with the first and the last one, so that all gaps are between numbers
            all.add(0, base);
            all.add(base + 300 & LAST);
            numbers = Numbering.NONE;
            all.forEach(number -> come(number, number, 1));
            numbers.settled(1, findings);

            assertThat(told.stream()
                            .mapToLong(text -> Long.parseLong(text.substring(text.indexOf('(') + 1, text.length() - 1)))
                            .sum())
                    .isEqualTo(missing);
        }
    }

    @Test
    void manyGapsAreBounded() {
        for (int i = 0; i < 1_100; i++) {
            come(2L * i, 2L * i, i);
        }

        assertThat(numbers.spans()).isEqualTo(1_000);
        assertThat(told).hasSize(100).startsWith("1-1 (1)", "3-3 (1)");
    }

    private void come(long from, long to, long millis) {
        numbers = numbers.with(new NumberSpan("pgw01", false, from, to), millis, findings);
    }
}
