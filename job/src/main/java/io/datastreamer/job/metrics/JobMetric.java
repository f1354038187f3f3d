package io.datastreamer.job.metrics;

import java.util.List;
import java.util.Locale;

/**
 * All metrics that the job itself defines, each within the operator that its uid names. Whenever nothing is on its way
 * between operators, each stage's balance holds from the job's start on:
 *
 * <ul>
 *   <li>decode: records = numRecordsOut + rejected; for the formats of network elements: records = numRecordsOut +
 *       unused + rejected, where a restart of an element goes out to all its shards and counts once
 *   <li>mediate: records = mediated + duplicates + late + unused + rejected; a mediated record becomes one or more of
 *       events and usages, a late one at most an event
 *   <li>enrich: records = numRecordsOut + rejected + duplicates + waiting
 *   <li>normalize: records = documents + rejected
 * </ul>
 *
 * so that for all of them: raw records = documents + rejected + duplicates + waiting. What waits in a checkpoint that
 * the job starts from counts among the records of enrich.
 *
 * <p>Names never change, because dashboards and alerts depend on them. Figures of single data streams are in their
 * status, not here.
 */
public enum JobMetric {
    FILES("files", Kind.COUNTER, "inputs from files", "Files that were begun."),
    FILES_BEGUN_ANEW(
            "filesBegunAnew",
            Kind.COUNTER,
            "inputs from files",
            "Followed files that were truncated, or replaced by other content, and are read from their start."),
    FILE_BYTES(
            "fileBytes",
            Kind.COUNTER,
            "inputs from files",
            "Bytes of content, after decompression, that were records, or padding between them; and bytes as they are"
                    + " stored that cannot be read.",
            Label.USE),
    TIMES_REPLACED(
            "deserializer_timesReplaced",
            Kind.COUNTER,
            "inputs from Kafka",
            "Records whose time is older than `history.retention` or in the future, and counts as the time of arrival."),
    RECORDS(
            "records",
            Kind.COUNTER,
            "decode-…, mediate, enrich, normalize",
            "Records that came in. Lines of the SIM registry are none at `enrich`."),
    REJECTED("rejected", Kind.COUNTER, "all stages", "What was rejected.", Label.REASON),
    DUPLICATES("duplicates", Kind.COUNTER, "mediate, enrich", "Raw records that came before."),
    MEDIATED("mediated", Kind.COUNTER, "mediate", "Records of sessions that became events, usage or both."),
    LATE(
            "late",
            Kind.COUNTER,
            "mediate",
            "Records of sessions whose counters are older than what was there before; they add no usage."),
    UNUSED(
            "unused",
            Kind.COUNTER,
            "decode-source-…, mediate",
            "Records of network elements that say nothing new, or nothing that documents speak of."),
    LOST_RECORDS(
            "lostRecords",
            Kind.COUNTER,
            "decode-source-…",
            "Records that network elements say they have lost, at least: in the headers of their files. The log says"
                    + " which."),
    MISSING_RECORDS(
            "missingRecords",
            Kind.COUNTER,
            "gaps",
            "Records that network elements have numbered and that did not come within `mediate.gap-wait`. The log says"
                    + " from which number to which."),
    MISSING_FILES(
            "missingFiles",
            Kind.COUNTER,
            "gaps",
            "Files that network elements have numbered and of which nothing came within `mediate.gap-wait`, likewise."),
    MEDIATED_EVENTS("mediatedEvents", Kind.COUNTER, "mediate", "Events that sessions became."),
    MEDIATED_USAGES("mediatedUsages", Kind.COUNTER, "mediate", "Billing records that sessions became."),
    MEDIATED_BYTES("mediatedBytes", Kind.COUNTER, "mediate", "Bytes in those billing records, both directions."),
    COUNTER_WRAPS(
            "counterWraps",
            Kind.COUNTER,
            "mediate",
            "How often counters of 32 bits are taken to have wrapped, of elements that do not say so themselves."),
    OPEN_SESSIONS(
            "openSessions",
            Kind.GAUGE,
            "mediate",
            "Sessions opened since the job's start, less those that have ended. Sum it over all subtasks."),
    SHARD_RECORDS(
            "records",
            Kind.COUNTER,
            "kinesis: inputs",
            "Records that were read of a shard, those that were packed into one counted singly.",
            Label.SHARD),
    SHARD_BYTES("bytes", Kind.COUNTER, "kinesis: inputs", "Bytes that were read of a shard.", Label.SHARD),
    SHARD_WAITS(
            "waits",
            Kind.COUNTER,
            "kinesis: inputs",
            "How often a read of a shard was refused (too much at once) or failed, and was tried again after a pause.",
            Label.SHARD),
    SHARD_GAPS(
            "gaps",
            Kind.COUNTER,
            "kinesis: inputs",
            "How often records were gone before they were read: the stream's retention was over. The log says where.",
            Label.SHARD),
    SHARD_TIMES_REPLACED(
            "timesReplaced",
            Kind.COUNTER,
            "kinesis: inputs",
            "Records that Kinesis took longer ago than `history.retention`; they count as arrived when they were read.",
            Label.SHARD),
    MILLIS_BEHIND_LATEST(
            "millisBehindLatest",
            Kind.GAUGE,
            "kinesis: inputs",
            "How far reading of a shard is behind its newest record, in milliseconds; 0 when it has ended.",
            Label.SHARD),
    WAITING("waiting", Kind.GAUGE, "enrich", "Records that wait for a SIM or an entry of the catalog."),
    DOCUMENTS("documents", Kind.COUNTER, "normalize", "Documents that went out."),
    EXPIRED_ON_ENTRY(
            "expiredOnEntry",
            Kind.COUNTER,
            "normalize",
            "Of these, documents that were older than `history.retention` before they came to their journal: they leave"
                    + " it undelivered."),

    APPENDED("appended", Kind.COUNTER, "deliver", "Documents that were written to journals."),
    DELIVERED(
            "delivered",
            Kind.COUNTER,
            "deliver",
            "Documents that receivers have accepted; one that goes to two data streams counts twice.",
            Label.INTEGRATION),
    REFUSED(
            "refused",
            Kind.COUNTER,
            "deliver",
            "Documents given up because their receiver refuses their content and takes others.",
            Label.INTEGRATION),
    EXPIRED(
            "expired",
            Kind.COUNTER,
            "deliver",
            "Documents that left the history before they could be delivered.",
            Label.INTEGRATION),
    STALE("stale", Kind.COUNTER, "deliver", "Documents that receivers accept but drop as too old.", Label.INTEGRATION),
    ATTEMPTS(
            "attempts",
            Kind.COUNTER,
            "deliver",
            "Requests that have come to an end.",
            Label.INTEGRATION,
            Label.OUTCOME),
    ATTEMPT_MILLIS(
            "attemptMillis",
            Kind.COUNTER,
            "deliver",
            "Histogram: requests by how long they took, in milliseconds.",
            Label.INTEGRATION,
            Label.LE),
    ATTEMPT_MILLIS_SUM(
            "attemptMillisSum",
            Kind.COUNTER,
            "deliver",
            "How long all requests together took, in milliseconds.",
            Label.INTEGRATION),
    REQUESTS_IN_FLIGHT(
            "requestsInFlight", Kind.GAUGE, "deliver", "Requests on their way, against `deliver.max-requests`."),
    BYTES_IN_FLIGHT("bytesInFlight", Kind.GAUGE, "deliver", "Their documents' bytes, against `deliver.max-bytes`."),
    STREAMS("streams", Kind.GAUGE, "deliver", "Data streams, by what was last told of them.", Label.STATE),
    LANES("lanes", Kind.GAUGE, "deliver", "Lanes, by what they do at present.", Label.PHASE),
    LAG_SECONDS(
            "lagSeconds",
            Kind.GAUGE,
            "deliver",
            "Age of the oldest document that waits in any lane, as of some seconds ago; paused data streams do not"
                    + " count."),
    LANES_BY_LAG(
            "lanesByLag",
            Kind.GAUGE,
            "deliver",
            "Histogram: lanes by the age of their oldest document that waits, in seconds, as of some seconds ago;"
                    + " paused data streams do not count.",
            Label.LE),
    SECONDS_TO_EXPIRY(
            "secondsToExpiry",
            Kind.GAUGE,
            "deliver",
            "How long until the first document that waits leaves the history; `history.retention` when none waits;"
                    + " paused data streams do not count."),
    JOURNALS("journals", Kind.GAUGE, "deliver", "Journals that are open in the heap."),
    OPEN_JOURNAL_BYTES(
            "openJournalBytes", Kind.GAUGE, "deliver", "Heap of open segments, against `journal.tail-bytes`."),
    JOURNAL_SEGMENTS(
            "journalSegments",
            Kind.GAUGE,
            "deliver",
            "Sealed segments in state. Sum it over all subtasks: after a rescale single ones may be far off, even below"
                    + " zero."),
    JOURNAL_BYTES(
            "journalBytes", Kind.GAUGE, "deliver", "Compressed bytes of sealed segments in state. Sum it likewise.");

    /** What a value is. Prometheus gets both as gauges, from Flink. */
    public enum Kind {
        COUNTER,
        GAUGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String PREFIX = "flink_taskmanager_job_task_operator_";

    private final String key;
    private final Kind kind;
    private final String operators;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot be changed
    private final List<Label> labels;

    JobMetric(String key, Kind kind, String operators, String description, Label... labels) {
        this.key = key;
        this.kind = kind;
        this.operators = operators;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Its name in Flink. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The labels, in the order in which their groups are nested. */
    public List<Label> labels() {
        return labels;
    }

    /** Its name as Flink's Prometheus reporter makes it. */
    public String prometheusName() {
        StringBuilder name = new StringBuilder(PREFIX);
        labels.forEach(label -> name.append(label.key()).append('_'));
        return name.append(key).toString();
    }

    /** The operators that have the metric, for people to read. */
    String operators() {
        return operators;
    }

    /** The description for the page of metrics. */
    String description() {
        return description;
    }
}
