package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Integrations;
import java.io.Serializable;

/** Opens the connections to the outside, in the process that makes the deliveries. */
@FunctionalInterface
public interface ConnectorsFactory extends Serializable {

    /** Opens the connections. Each subtask calls this once. */
    Connectors open();

    /** The integrations and what they share: connections, threads, lookups. */
    interface Connectors extends AutoCloseable {

        Integrations integrations();

        @Override
        void close();
    }
}
