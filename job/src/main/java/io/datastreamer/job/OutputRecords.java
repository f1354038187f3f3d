package io.datastreamer.job;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.job.ingest.OutputRecord;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes the output records of control data (the data contract, section 8). */
final class OutputRecords {
    private OutputRecords() {}

    static OutputRecord status(StatusChange change) {
        byte[] key = change.streamId().getBytes(UTF_8);
        return new OutputRecord(key, change.status() == null ? null : StreamStatusCodec.write(change.status()));
    }

    static OutputRecord attempt(DeliveryAttempt attempt) {
        return new OutputRecord(attempt.streamId().getBytes(UTF_8), DeliveryAttemptCodec.write(attempt));
    }

    static OutputRecord answer(Answer answer) {
        return new OutputRecord(answer.key().getBytes(UTF_8), answer.body());
    }

    static OutputRecord rejected(Rejected rejected) {
        return new OutputRecord(null, RejectedCodec.write(rejected));
    }
}
