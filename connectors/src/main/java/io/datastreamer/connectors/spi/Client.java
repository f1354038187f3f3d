package io.datastreamer.connectors.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches of one version of one data stream to its place. Thread-safe; many batches may be on their way at once.
 * Made by {@link Integration#open}.
 */
public interface Client extends AutoCloseable {

    /** The place for people to read (URL without credentials, bucket, stream). */
    String target();

    /**
     * Who answers, such as a server's host and port or an account at a service: requests of all streams to one receiver
     * have a fair part of the whole together. No secrets.
     */
    String receiver();

    /**
     * Hosts that are dialled because the customer chose them, by the setting that names them; none where they are the
     * service's own. What the customer chose may lead to an address that is not allowed.
     */
    default Map<String, List<String>> chosenHosts() {
        return Map.of();
    }

    /** When the certificate ends by which this client shows who it is; null where it shows none. */
    default @Nullable Instant certificateExpiresAt() {
        return null;
    }

    /** How batches for this place are cut. */
    Limits limits();

    /**
     * How batches are named where the place keeps each as an object; null where it does not. With names, every batch
     * has {@link Batch#object}.
     */
    default @Nullable ObjectNames objectNames() {
        return null;
    }

    /**
     * Which documents before the next batch this client wants to know ({@link Batch#before}); null for none. For places
     * where a document changes what an earlier one has come to. Asked in the caller's thread before each batch: a client
     * that remembers what it has sent wants them with its first batch only.
     */
    default @Nullable LookBack lookBack() {
        return null;
    }

    /**
     * What makes documents as customers get them who fetch them; null where documents are sent. Then {@link #send} sends
     * nothing.
     */
    default @Nullable UnaryOperator<Batch> fetched() {
        return null;
    }

    /**
     * How much heap a batch takes on its way beside its documents, in bytes and about: for documents in another form, and
     * for bodies and files that are made before they are sent.
     *
     * @param jsonBytes of the batch's documents
     */
    default long heapOnItsWay(long jsonBytes) {
        return 0;
    }

    /**
     * Starts sending and returns at once: no lookup, no connecting and no writing happens in the caller's thread.
     *
     * <p>Never throws. {@code whenDone} is called exactly once, from any thread, when the request is over <em>and</em>
     * its connection is given back, whatever is thrown on the way; what it throws itself is lost. A call that hangs
     * beyond its deadline calls late: the caller keeps a watchdog of its own, which cancels.
     *
     * @return ends the request before its time
     */
    Sending send(Batch batch, Consumer<Outcome> whenDone);

    /** Lets go of what is kept for this stream. Batches on their way are cancelled and still tell their outcome. */
    @Override
    void close();
}
