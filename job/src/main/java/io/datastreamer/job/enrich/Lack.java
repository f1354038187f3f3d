package io.datastreamer.job.enrich;

import io.datastreamer.job.reject.Reason;

/**
 * What a record lacks to become a document.
 *
 * @param reason for the counter
 * @param text names the member, its value and where it is not found
 * @param isFinal whether waiting cannot help
 */
public record Lack(Reason reason, String text, boolean isFinal) {

    /** Something that may still come. */
    static Lack of(Reason reason, String text) {
        return new Lack(reason, text, false);
    }
}
