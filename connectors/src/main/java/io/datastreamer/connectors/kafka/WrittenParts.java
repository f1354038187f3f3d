package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of each part of a batch: a partition takes its documents all, or none of them. */
final class WrittenParts {
    private final int documents;
    private final BitSet delivered = new BitSet();
    private final BitSet refused = new BitSet();
    private @Nullable Outcome failure;

    /** @param documents in the batch */
    WrittenParts(int documents) {
        this.documents = documents;
    }

    void delivered(List<Integer> some) {
        some.forEach(delivered::set);
    }

    /**
     * Some were not taken. Of several that are refused for their content, nobody knows which is meant: they are sent
     * again by themselves, and then divided. What passes counts more than what is refused: it says less.
     */
    void failed(List<Integer> some, Outcome outcome) {
        boolean isContent = outcome.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED;
        if (isContent && some.size() == 1) {
            refused.set(some.get(0));
        }
        if (failure == null || (failure.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED && !isContent)) {
            failure = outcome;
        }
    }

    Outcome outcome() {
        Outcome failed = failure;
        if (failed == null) {
            return Outcome.delivered(KafkaVerdict.OK);
        }
        if (delivered.isEmpty()) {
            return failed;
        }
        return Outcome.partly(
                KafkaVerdict.OK,
                new Outcome.Parts(delivered, refused),
                documents,
                String.valueOf(failed.error()),
                failed.retryAfter());
    }
}
