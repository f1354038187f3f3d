package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A base for tests of a client against a receiver on this machine, with a transport that may dial it. */
public abstract class AgainstReceiver {
    protected final Receiver receiver;
    protected final HttpTransport transport =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    /** Starts the receiver. */
    protected AgainstReceiver(Reply reply) {
        receiver = new Receiver(reply);
    }

    /** The authorization of each request; empty if it had none. */
    protected final List<String> authorizations() {
        return receiver.received().stream()
                .map(request -> request.headers().getOrDefault("authorization", ""))
                .toList();
    }

    @AfterEach
    void close() {
        transport.close();
        receiver.close();
    }
}
