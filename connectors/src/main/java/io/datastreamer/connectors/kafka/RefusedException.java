package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.spi.Outcome;

/** Thrown when a broker refuses something before documents are sent; carries the outcome. */
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
