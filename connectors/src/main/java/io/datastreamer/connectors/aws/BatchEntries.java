package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.spi.Outcome;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What became of each entry of a call that takes some and not others. An entry that nothing is said of was not taken.
 * Not thread-safe.
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

    /** Why an entry was not taken. */
    public enum Reason {
        /** It may be taken the next time. */
        PASSES,
        /** For its content. */
        CONTENT,
        /** For what the sender has sent, or for who he is: for its content, where others were taken. */
        SENDER;

        /**
         * The reason that an error stands for, where the service says whose fault it is.
         *
         * @param isSenders whether it is the sender's
         */
        public static Reason of(String code, boolean isSenders) {
            if (!isSenders || AwsVerdict.isThrottled(code)) {
                return PASSES;
            }
            return AwsVerdict.isContent(code) ? CONTENT : SENDER;
        }
    }

    /**
     * Entries that nothing was said of yet.
     *
     * @param entries how many there are
     * @param status of the answer
     * @param what they are called, in the plural
     * @param secrets what no text may show
     */
    public BatchEntries(int entries, int status, String what, Collection<String> secrets) {
        this.entries = entries;
        this.status = status;
        this.what = what;
        this.secrets = secrets;
    }

    /** An entry was taken. */
    public void delivered(int entry) {
        if (entry >= 0 && entry < entries) {
            delivered.set(entry);
        }
    }

    /**
     * An entry was not taken.
     *
     * @param code the service's name for the reason
     * @param message what it says about it
     */
    public void failed(int entry, Reason reason, String code, String message) {
        if (entry < 0 || entry >= entries) {
            return;
        }
        boolean passes = reason == Reason.PASSES;
        (passes ? passing : refused).set(entry);
        // what passes is told first: the others are told when they stand alone
        if (error == null || (passes && passing.cardinality() == 1)) {
            error = Excerpt.of(code + ": " + message, secrets);
        }
        isContent &= reason != Reason.SENDER;
    }

    /**
     * What that means. What was taken is not sent again. Where nothing was taken, only what speaks of the content is the
     * content's fault: a key that is not allowed to be used fails each entry, too.
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
