package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Step;
import org.jspecify.annotations.Nullable;

/**
 * The result of a lane's turn.
 *
 * @param flight the request to send; null if there is none
 * @param next what the lane does next; null if there was nothing to send after all
 */
record Serving(@Nullable Flight flight, @Nullable Step next) {
    /** There was nothing to send after all. */
    static final Serving NOTHING = new Serving(null, null);

    static Serving none(Step next) {
        return new Serving(null, next);
    }
}
