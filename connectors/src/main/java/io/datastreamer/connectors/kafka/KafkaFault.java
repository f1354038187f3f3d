package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;

/** Decides the outcome if a broker did not answer. */
final class KafkaFault {
    private KafkaFault() {}

    /**
     * Decides what a failure means.
     *
     * @param isSent whether documents were sent and may have reached the broker
     */
    static Outcome outcome(IOException failure, HttpSending sending, boolean isSent) {
        if (sending.isLate()) {
            String text = "time-out: no answer by the deadline";
            return isSent
                    ? Outcome.unanswered(KafkaVerdict.TIMED_OUT, text)
                    : Outcome.unreached(KafkaVerdict.TIMED_OUT, text);
        }
        HttpFault fault = failure instanceof BrokerConnection.NotKafkaException
                ? new HttpFault(HttpFault.Kind.PROTOCOL, String.valueOf(failure.getMessage()))
                : HttpFault.of(failure);
        if (fault.kind() == HttpFault.Kind.CONNECTION) {
            fault = new HttpFault(
                    fault.kind(),
                    fault.reason().replace("before a complete answer's head", "without an answer")
                            + " (of a port that wants TLS or a password, where there is none, this is all that is seen)");
        }
        int status = fault.kind().remoteStatus();
        if (!isSent && fault.kind() != HttpFault.Kind.ADDRESS_REFUSED) {
            return Outcome.unreached(status, fault.reason());
        }
        return HttpVerdict.of(fault);
    }
}
