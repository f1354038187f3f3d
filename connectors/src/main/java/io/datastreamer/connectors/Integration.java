package io.datastreamer.connectors;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;

/** One kind of place that documents can be sent to. */
public interface Integration {

    /** Which API type this is. */
    ApiType apiType();

    /**
     * Validates the stream's settings and makes a client for them. Dials nothing.
     *
     * @throws SettingsException when the settings are not valid: names the member and what is expected, never a secret's
     *     value
     */
    Client open(DataStream stream) throws SettingsException;
}
