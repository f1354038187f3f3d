package io.datastreamer.connectors.settings;

/**
 * One thing that is wrong with a data stream's settings, or with how they go with the rest of it.
 *
 * @param member the member, such as {@code url}, or {@code stream_type} for one of the stream itself
 * @param reason what is wrong and what to do, for people; never a secret's value
 */
public record SettingsFault(String member, String reason) {

    /** What an integration said of settings: its messages begin with the member and a colon. */
    public static SettingsFault of(SettingsException exception) {
        String message = String.valueOf(exception.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0
                ? new SettingsFault("settings", message)
                : new SettingsFault(message.substring(0, colon), message.substring(colon + 2));
    }
}
