package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network element that reports PDP contexts and their data in its own format. */
interface Element {
    /**
     * Returns what it writes instead of a raw record.
     *
     * @param record a raw network or billing record
     * @return empty when it has nothing to report; null when it does not handle such records, which then stay as they
     *     are
     */
    @Nullable
    List<SimulatedRecord> told(JsonNode record, Fleet fleet);
}
