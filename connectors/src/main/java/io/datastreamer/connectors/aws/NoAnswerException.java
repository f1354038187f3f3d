package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpFault;
import java.io.IOException;

/** Carries the reason why there was no answer through the SDK. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpFault fault;

    NoAnswerException(HttpFault fault) {
        super(fault.reason());
        this.fault = fault;
    }

    HttpFault fault() {
        return fault;
    }
}
