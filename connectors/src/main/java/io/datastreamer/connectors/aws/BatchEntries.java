package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.spi.Outcome;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The result of each entry of a call that can accept some entries and not others. An entry that the answer does not
 * mention was not accepted. Not thread-safe.
 */
public final class BatchEntries {
    private final int entries;
    private final int status;
    private final String what;
    private final Collection<String> secrets;
    private final BitSet delivered = new BitSet();
    private final BitSet refused = new BitSet();
    private final BitSet passing = new BitSet();
    private @Nullable String error;
    private boolean isContent = true;

    /** Why an entry was not accepted. */
    public enum Reason {
        /** A temporary reason: it may be accepted the next time. */
        PASSES,
        /** Its content. */
        CONTENT,
        /** The sender's request or identity. If other entries were accepted, the content is to blame. */
        SENDER;

        /**
         * Returns the reason for an error, if the service says whose fault it is.
         *
         * @param isSenders whether the service blames the sender
         */
        public static Reason of(String code, boolean isSenders) {
            if (!isSenders || AwsVerdict.isThrottled(code)) {
                return PASSES;
            }
            return AwsVerdict.isContent(code) ? CONTENT : SENDER;
        }
    }

    /**
     * Starts with no results.
     *
     * @param entries the number of entries
     * @param status the answer's HTTP status
     * @param what what to call the entries, in the plural
     * @param secrets secrets that no text may show
     */
    public BatchEntries(int entries, int status, String what, Collection<String> secrets) {
        this.entries = entries;
        this.status = status;
        this.what = what;
        this.secrets = secrets;
    }

    /** Notes that an entry was accepted. */
    public void delivered(int entry) {
        if (entry >= 0 && entry < entries) {
            delivered.set(entry);
        }
    }

    /**
     * Notes that an entry was not accepted.
     *
     * @param code the service's name for the reason
     * @param message the service's text about it
     */
    public void failed(int entry, Reason reason, String code, String message) {
        if (entry < 0 || entry >= entries) {
            return;
        }
        boolean passes = reason == Reason.PASSES;
        (passes ? passing : refused).set(entry);
        // a temporary failure is shown first: the others are shown once they fail alone
        if (error == null || (passes && passing.cardinality() == 1)) {
            error = Excerpt.of(code + ": " + message, secrets);
        }
        isContent &= reason != Reason.SENDER;
    }

    /**
     * Returns the outcome. Accepted entries are not sent again. If no entry was accepted, the content is to blame only
     * if every error is about the content: a key without permission fails each entry, too.
     */
    public Outcome outcome() {
        if (delivered.cardinality() == entries) {
            return Outcome.delivered(status);
        }
        String text = "HTTP " + status + ", but "
                + (error == null
                        ? "the answer is about " + delivered.cardinality() + " " + what + " of " + entries
                        : (entries - delivered.cardinality()) + " of " + entries + " " + what + " failed: " + error);
        if (!delivered.isEmpty()) {
            return Outcome.partly(status, new Outcome.Parts(delivered, refused), entries, text, null);
        }
        if (refused.cardinality() < entries) {
            return Outcome.tryAgain(status, text, null);
        }
        return isContent ? Outcome.contentRefused(status, text) : Outcome.configurationBroken(status, text);
    }
}
