package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Integrations;
import java.io.Serializable;

/** Opens the connections to the world outside in the process in which deliveries are made. */
@FunctionalInterface
public interface ConnectorsFactory extends Serializable {

    /** Called once by each subtask. */
    Connectors open();

    /** The integrations, with all that they share: connections, threads, lookups. */
    interface Connectors extends AutoCloseable {

        Integrations integrations();

        @Override
        void close();
    }
}
