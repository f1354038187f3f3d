package io.datastreamer.connectors.settings;

/**
 * Thrown when a data stream's settings are invalid; the message says which member and what to do, and holds no secret.
 */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
