package io.datastreamer.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks the job about an organisation's documents. The job answers with an {@link Answer} of the same id.
 *
 * @param asker who asks: the answer is for him; 1 to 64 letters, digits, dots, hyphens and underscores
 * @param id the asker's name for the question; of the same characters
 * @param organisationId whose documents it is about
 * @param askedAt when it was asked: what is old has nobody who waits for its answer any more
 * @param ask what is asked
 */
public record Question(String asker, String id, long organisationId, Instant askedAt, Ask ask) implements Instruction {

    /** What can be asked. */
    public sealed interface Ask permits Fetch, Find, SendAgain, Ledger {}

    /**
     * Gives the next documents of a data stream of which documents are fetched, and takes those as delivered that an
     * earlier answer gave. That part is carried out however old the question is.
     *
     * @param streamId the data stream
     * @param cursor of the answer whose documents have arrived; null for none
     * @param limit most documents, at least 1
     * @param waitSeconds how long to wait for a first one; 0 to answer at once
     */
    public record Fetch(String streamId, @Nullable String cursor, int limit, int waitSeconds) implements Ask {}

    /**
     * Looks for documents in the history, oldest first. All conditions have to hold; those that are null hold always.
     *
     * @param kind of the documents
     * @param documentId the document's id
     * @param iccid of its SIM
     * @param imsi that it tells
     * @param filters as a data stream has them
     * @param from when it came into the history, at the earliest
     * @param to when it came into the history, at the latest
     * @param limit most documents, at least 1
     * @param after the {@code next} of the answer before, to go on behind it; null to begin
     * @param format the form in which they are shown, as the setting {@code format} of data streams
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
     * @param place of the document, as {@link Find} tells it
     */
    public record SendAgain(String streamId, RecordKind kind, String place) implements Ask {}

    /**
     * Tells what became of a data stream's documents, by the hour of their own time.
     *
     * @param streamId the data stream
     * @param from the first hour is the one of this time
     * @param to no hour begins at this time or after it
     */
    public record Ledger(String streamId, Instant from, Instant to) implements Ask {}
}
