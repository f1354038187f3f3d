package io.datastreamer.connectors.http;

import io.datastreamer.connectors.settings.SettingsException;
import okhttp3.HttpUrl;

/** Parses URLs that customers give, and accepts those that can be dialled, whatever is there. */
public final class SettingsUrl {
    private static final int LONGEST_URL = 2048;

    private SettingsUrl() {}

    /**
     * Parses a URL.
     *
     * @param member names the setting in messages
     * @throws SettingsException when it is not a URL, or has parts that no setting may have
     */
    public static HttpUrl parse(String member, String text) throws SettingsException {
        HttpUrl url = text.length() > LONGEST_URL || !text.chars().allMatch(c -> c > ' ' && c != 0x7F)
                ? null
                : HttpUrl.parse(text);
        if (url == null) {
            throw new SettingsException(member + ": must be a URL such as https://example.com/path, at most "
                    + LONGEST_URL + " characters, http or https");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new SettingsException(member + ": must not hold a user or a password; use authorization");
        }
        if (url.fragment() != null) {
            throw new SettingsException(member + ": must not have a fragment (what follows a #)");
        }
        return url;
    }
}
