package io.datastreamer.tools.simulate;

/** A part of the simulated network that acts at its own times. */
interface Actor {
    /** Acts, and sets with {@link Schedule#at} when it acts next. */
    void act(long nowMillis);
}
