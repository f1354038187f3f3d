package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.aws.BatchEntries.Reason;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** The outcome of a call that accepts some entries and not others. */
class BatchEntriesTest {
    private final BatchEntries entries = new BatchEntries(3, 200, "messages", Set.of("hush-hush"));

    private void fail(int entry, String code, boolean isSenders) {
        entries.failed(entry, Reason.of(code, isSenders), code, "since so");
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int each : set) {
            bits.set(each);
        }
        return bits;
    }

    @Test
    void allWereTaken() {
        entries.delivered(2);
        entries.delivered(0);
        entries.delivered(1);
        assertThat(entries.outcome()).isEqualTo(Outcome.delivered(200));
    }

    @Test
    void whatPassesIsSentAgainAndWhatIsRefusedIsNot() {
        fail(0, "InvalidParameterValue", true);
        entries.delivered(1);
        fail(2, "ThrottlingException", true);
        Outcome outcome = entries.outcome();
        assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
        Outcome.Parts parts = Objects.requireNonNull(outcome.parts());
        assertThat(parts.delivered()).isEqualTo(bits(1));
        assertThat(parts.refused()).isEqualTo(bits(0));
        assertThat(outcome.error()).isEqualTo("HTTP 200, but 2 of 3 messages failed: ThrottlingException: since so");
    }

    @Test
    void whatNothingIsSaidOfIsSentAgain() {
        entries.delivered(0);
        entries.delivered(7);
        entries.failed(-1, Reason.PASSES, "InternalError", "");
        Outcome outcome = entries.outcome();
        assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
        assertThat(Objects.requireNonNull(outcome.parts()).delivered()).isEqualTo(bits(0));
        assertThat(new BatchEntries(3, 200, "messages", Set.of()).outcome())
                .isEqualTo(Outcome.tryAgain(200, "HTTP 200, but the answer is about 0 messages of 3", null));
    }

    @Test
    void aSenderWhoIsToBlameForAllIsNoContent() {
        for (int i = 0; i < 3; i++) {
            fail(i, "KmsAccessDenied", true);
        }
        assertThat(entries.outcome().verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
    }

    @Test
    void aSenderWhoIsToBlameForOneIsItsContent() {
        fail(0, "SomethingNew", true);
        entries.delivered(1);
        entries.delivered(2);
        Outcome outcome = entries.outcome();
        assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONTENT_REFUSED);
        assertThat(Objects.requireNonNull(outcome.parts()).refused()).isEqualTo(bits(0));
    }

    @Test
    void contentOfAllIsRefusedAsContent() {
        for (int i = 0; i < 3; i++) {
            entries.failed(i, Reason.CONTENT, "InvalidMessageContents", "hush-hush");
        }
        Outcome outcome = entries.outcome();
        assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONTENT_REFUSED);
        assertThat(outcome.parts()).isNull();
        assertThat(outcome.error()).doesNotContain("hush");
    }
}
