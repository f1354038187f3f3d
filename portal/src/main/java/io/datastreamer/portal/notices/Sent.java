package io.datastreamer.portal.notices;

import org.jspecify.annotations.Nullable;

/**
 * The result of sending a notice to one address.
 *
 * @param error the error, for people to read; null when accepted
 * @param isForGood whether trying again is pointless
 */
public record Sent(@Nullable String error, boolean isForGood) {
    /** Accepted. */
    static final Sent TAKEN = new Sent(null, false);

    private static final int LONGEST = 200;

    /** A temporary failure. */
    static Sent notNow(String error) {
        return new Sent(OneLine.of(error, LONGEST), false);
    }

    /** A permanent failure. */
    static Sent never(String error) {
        return new Sent(OneLine.of(error, LONGEST), true);
    }
}
