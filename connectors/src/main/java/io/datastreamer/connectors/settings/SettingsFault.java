package io.datastreamer.connectors.settings;

/**
 * One fault in a data stream's settings, or in how they fit the rest of the stream.
 *
 * @param member the member, such as {@code url}, or {@code stream_type} for one of the stream itself
 * @param reason the fault and what to do, for people to read; never a secret's value
 */
public record SettingsFault(String member, String reason) {

    /** Converts an integration's exception, whose message begins with the member and a colon. */
    public static SettingsFault of(SettingsException exception) {
        String message = String.valueOf(exception.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0
                ? new SettingsFault("settings", message)
                : new SettingsFault(message.substring(0, colon), message.substring(colon + 2));
    }
}
