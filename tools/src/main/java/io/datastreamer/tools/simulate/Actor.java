package io.datastreamer.tools.simulate;

/** A part of the network that acts at times of its own. */
interface Actor {
    /** Acts, and says by {@link Schedule#at} when it acts next. */
    void act(long nowMillis);
}
