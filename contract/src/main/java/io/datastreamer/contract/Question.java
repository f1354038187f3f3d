package io.datastreamer.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to the job about an organisation's documents. The job replies with an {@link Answer} of the same id.
 *
 * @param asker who asks and gets the answer; 1 to 64 letters, digits, dots, hyphens and underscores
 * @param id the asker's id for the question; of the same characters
 * @param organisationId whose documents it is about
 * @param askedAt when it was asked: nobody waits for the answer to an old question any more
 * @param ask what is asked
 */
public record Question(String asker, String id, long organisationId, Instant askedAt, Ask ask) implements Instruction {

    /** The kinds of questions. */
    public sealed interface Ask permits Fetch, Find, SendAgain, Ledger {}

    /**
     * Gets the next documents of a data stream whose customer fetches them, and confirms those of an earlier answer as
     * delivered. The confirmation is carried out however old the question is.
     *
     * @param streamId the data stream
     * @param cursor of the answer whose documents have arrived; null to confirm none
     * @param limit most documents, at least 1
     * @param waitSeconds how long to wait for the first document; 0 to answer at once
     */
    public record Fetch(String streamId, @Nullable String cursor, int limit, int waitSeconds) implements Ask {}

    /**
     * Finds documents in the history, oldest first. All conditions must hold; a condition that is null always holds.
     *
     * @param kind of the documents
     * @param documentId the document's id
     * @param iccid of its SIM
     * @param imsi the IMSI that the document names
     * @param filters the same as for a data stream
     * @param from when it came into the history, at the earliest
     * @param to when it came into the history, at the latest
     * @param limit most documents, at least 1
     * @param after {@code next} of the previous answer, to continue behind it; null to begin
     * @param format the form in which to show them, as in the setting {@code format} of data streams
     */
    public record Find(
            RecordKind kind,
            @Nullable Long documentId,
            @Nullable String iccid,
            @Nullable String imsi,
            Filters filters,
            Instant from,
            Instant to,
            int limit,
            @Nullable String after,
            String format)
            implements Ask {}

    /**
     * Sends a document once more.
     *
     * @param streamId the data stream to send it to
     * @param kind of the document
     * @param place of the document, from an answer to {@link Find}
     */
    public record SendAgain(String streamId, RecordKind kind, String place) implements Ask {}

    /**
     * Asks what became of a data stream's documents, by the hour of their own time.
     *
     * @param streamId the data stream
     * @param from in the first hour
     * @param to every hour begins before this time
     */
    public record Ledger(String streamId, Instant from, Instant to) implements Ask {}
}
