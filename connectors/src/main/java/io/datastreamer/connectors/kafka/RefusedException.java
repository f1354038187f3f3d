package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.spi.Outcome;

/** No documents were sent, since a broker refused what comes before: carries what that means. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    RefusedException(Outcome outcome) {
        super(outcome.error());
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
