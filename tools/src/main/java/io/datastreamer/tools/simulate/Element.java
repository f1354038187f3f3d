package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network element that tells of PDP contexts and their data in a way of its own. */
interface Element {
    /**
     * What it writes in place of a raw record.
     *
     * @param record a raw network or billing record
     * @return nothing when it has nothing to tell; null when such records are not the element's, and stay as they are
     */
    @Nullable
    List<SimulatedRecord> told(JsonNode record, Fleet fleet);
}
