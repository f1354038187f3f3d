package io.datastreamer.connectors.spi;

/** A batch that is being sent: what {@link Client#send} returns. */
@FunctionalInterface
public interface Sending {

    /**
     * Asks to end now, whatever is going on: waiting for a thread, creating the body, looking up a name, dialling, the
     * TLS handshake, writing, or waiting for an answer. Returns at once.
     *
     * <p>The outcome still comes exactly once, soon, perhaps within this call; if the receiver has not answered yet, it
     * is a 504 without an answer. After the outcome, or when called again, this does nothing. May be called from any
     * thread.
     */
    void cancel();
}
