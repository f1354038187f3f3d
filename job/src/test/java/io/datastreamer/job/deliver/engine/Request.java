package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Settings;
import java.util.List;
import java.util.function.Consumer;

/** A request that a place has got and not answered yet. */
public record Request(String streamId, Batch batch, Consumer<Outcome> whenDone, Settings settings) {
    /** The ids of its documents, in order. */
    public List<Long> ids() {
        return batch.items().stream().map(Batch.Item::id).toList();
    }
}
