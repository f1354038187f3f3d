package io.datastreamer.connectors;

import java.util.function.Consumer;

/**
 * Sends batches of one version of one data stream to its place. Thread-safe; many batches may be on their way at once.
 * Made by {@link Integration#open}.
 */
public interface Client extends AutoCloseable {

    /** The place for people to read (URL without credentials, bucket, stream). */
    String target();

    /** How batches for this place are cut. */
    Limits limits();

    /**
     * Starts sending and returns at once: no lookup, no connecting and no writing happens in the caller's thread.
     *
     * <p>Never throws. {@code whenDone} is called exactly once, from any thread, when the request is over <em>and</em>
     * everything that it held (thread, connection) is given back. A call that hangs beyond its deadline calls late: the
     * caller keeps a watchdog of its own.
     */
    void send(Batch batch, Consumer<Outcome> whenDone);

    /** Lets go of what is kept for this stream. Batches on their way are cancelled and still tell their outcome. */
    @Override
    void close();
}
