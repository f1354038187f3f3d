package io.datastreamer.portal.notices;

import org.jspecify.annotations.Nullable;

/**
 * What came of sending a notice to one address.
 *
 * @param error what went wrong, for people; null when it was taken
 * @param isForGood whether trying again is of no use
 */
public record Sent(@Nullable String error, boolean isForGood) {
    /** It was taken. */
    static final Sent TAKEN = new Sent(null, false);

    private static final int LONGEST = 200;

    /** Not now. */
    static Sent notNow(String error) {
        return new Sent(OneLine.of(error, LONGEST), false);
    }

    /** Never. */
    static Sent never(String error) {
        return new Sent(OneLine.of(error, LONGEST), true);
    }
}
