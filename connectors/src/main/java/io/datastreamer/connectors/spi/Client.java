package io.datastreamer.connectors.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches of one version of one data stream to its place. Thread-safe; many batches may be under way at once.
 * Created by {@link Integration#open}.
 */
public interface Client extends AutoCloseable {

    /** The place, for people to read (URL without credentials, bucket, stream). */
    String target();

    /**
     * The receiver that answers, such as a server's host and port or an account at a service: the streams to one
     * receiver together get a fair share of all requests. No secrets.
     */
    String receiver();

    /**
     * Hosts that the customer chose, by the setting that names them; empty if they are the service's own. Such a host
     * may lead to an address that is not allowed.
     */
    default Map<String, List<String>> chosenHosts() {
        return Map.of();
    }

    /** When this client's certificate expires; null if it has none. */
    default @Nullable Instant certificateExpiresAt() {
        return null;
    }

    /** How batches for this place are cut. */
    Limits limits();

    /**
     * How batches are named if the place keeps each as an object; otherwise null. With names, every batch has a {@link
     * Batch#object}.
     */
    default @Nullable ObjectNames objectNames() {
        return null;
    }

    /**
     * Which documents before the next batch this client needs ({@link Batch#before}); null for none. For places where a
     * document changes the result of an earlier one. Asked in the caller's thread before each batch: a client that
     * remembers what it has sent needs them only with its first batch.
     */
    default @Nullable LookBack lookBack() {
        return null;
    }

    /**
     * Converts documents to what customers get who fetch them; null if documents are sent. If it is not null, {@link
     * #send} sends nothing.
     */
    default @Nullable UnaryOperator<Batch> fetched() {
        return null;
    }

    /**
     * About how many bytes of heap a batch takes while it is sent, besides its documents: for documents in another
     * form, and for bodies and files that are created before they are sent.
     *
     * @param jsonBytes size of the batch's documents
     */
    default long heapOnItsWay(long jsonBytes) {
        return 0;
    }

    /**
     * Starts to send and returns at once: the caller's thread does no lookup, no connecting and no writing.
     *
     * <p>Never throws. {@code whenDone} is called exactly once, from any thread, when the request has ended
     * <em>and</em> its connection is released, whatever is thrown on the way; what it throws itself is lost. A call
     * that hangs beyond its deadline reports late: the caller needs its own watchdog, which cancels.
     *
     * @return can cancel the request
     */
    Sending send(Batch batch, Consumer<Outcome> whenDone);

    /** Releases what is kept for this stream. Running batches are cancelled and still deliver their outcome. */
    @Override
    void close();
}
