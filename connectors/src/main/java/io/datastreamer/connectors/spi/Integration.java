package io.datastreamer.connectors.spi;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;

/** A kind of place that documents can be sent to. */
public interface Integration {

    /** The API type that this implements. */
    ApiType apiType();

    /** The members of its settings, in the order in which a form shows them. */
    default List<SettingsField> fields() {
        return List.of();
    }

    /**
     * Validates the stream's settings.
     *
     * @throws SettingsException when they are invalid; the message names the member, never a secret's value
     */
    default void validate(StreamConfiguration stream) throws SettingsException {
        open(stream).close();
    }

    /**
     * Validates the stream's settings and creates a client for them. Dials nothing.
     *
     * @throws SettingsException as {@link #validate}
     */
    Client open(StreamConfiguration stream) throws SettingsException;
}
