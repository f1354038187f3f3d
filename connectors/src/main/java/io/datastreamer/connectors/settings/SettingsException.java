package io.datastreamer.connectors.settings;

/** Says that a data stream's settings are not valid: which member, and what to do. Never holds a secret's value. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
