package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import static org.awaitility.Awaitility.await;

/** The outcomes of a batch that a test sends. */
public final class Sent {
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final Sending sending;

    private Sent(Client client, Batch batch) {
        sending = client.send(batch, outcomes::add);
    }

    /** Starts sending. */
    public static Sent start(Client client, Batch batch) {
        return new Sent(client, batch);
    }

    /** Sends and waits for the outcome. */
    public static Outcome of(Client client, Batch batch) {
        return start(client, batch).outcome();
    }

    /** Waits for the outcome. */
    public Outcome outcome() {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5)).until(() -> !outcomes.isEmpty());
        return outcomes.get(0);
    }

    /** Asks the sending to end now. */
    public void cancel() {
        sending.cancel();
    }

    /** All outcomes so far: never more than one. */
    public List<Outcome> outcomes() {
        return outcomes;
    }
}
