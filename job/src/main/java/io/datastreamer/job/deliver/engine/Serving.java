package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Step;
import org.jspecify.annotations.Nullable;

/**
 * What came of a lane's turn.
 *
 * @param flight the request, which has to be sent; null when there is none
 * @param next what the lane does next; null when there was nothing to send after all
 */
record Serving(@Nullable Flight flight, @Nullable Step next) {
    /** All that was thought to be open was not. */
    static final Serving NOTHING = new Serving(null, null);

    static Serving none(Step next) {
        return new Serving(null, next);
    }
}
