package io.datastreamer.connectors.spi;

/** A batch that is being sent: what {@link Client#send} returns. */
@FunctionalInterface
public interface Sending {

    /**
     * Asks to end now, whatever is going on: waiting for a thread, making the body, looking up a name, dialling, shaking
     * hands, writing, waiting for an answer. Returns at once.
     *
     * <p>The outcome still comes exactly once, soon, maybe within this call; where the receiver has not answered yet it
     * is a 504 without an answer. Once the outcome was told, and when called again, this does nothing. From any thread.
     */
    void cancel();
}
