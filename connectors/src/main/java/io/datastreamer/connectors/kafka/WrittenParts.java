package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tracks the result of each part of a batch: a partition accepts all of its documents or none. */
final class WrittenParts {
    private final int documents;
    private final BitSet delivered = new BitSet();
    private final BitSet refused = new BitSet();
    private @Nullable Outcome failure;

    /** @param documents the number of documents in the batch */
    WrittenParts(int documents) {
        this.documents = documents;
    }

    void delivered(List<Integer> some) {
        some.forEach(delivered::set);
    }

    /**
     * Notes that some documents were not accepted. If several are refused for their content, it is unknown which is to
     * blame: they are sent again separately, and then divided. A temporary failure overrides a refusal, because it says
     * less.
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
