package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.JournalOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * Options for keeping and delivering documents. The configuration page explains each under the name in brackets.
 *
 * @param retention how long documents are kept [{@code history.retention}]
 * @param startSlack how much earlier a cursor starts than the requested time [{@code deliver.start-slack}]
 * @param drainTimeout how long the end of bounded inputs waits for deliveries [{@code deliver.drain-timeout}]
 * @param requestTimeout the deadline of a request [{@code deliver.request-timeout}]
 * @param maxRequests most requests in flight, per subtask [{@code deliver.max-requests}]
 * @param requestsPerSecond requests that are not full wait for their turn above this rate, per subtask
 *     [{@code deliver.requests-per-second}]
 * @param maxRequestBytes most bytes in flight, per subtask [{@code deliver.max-bytes}]
 * @param backoffInitial wait after a first failure [{@code deliver.backoff-initial}]
 * @param backoffMax longest wait between attempts [{@code deliver.backoff-max}]
 * @param bisectAfter after more than this many server errors in a row, a batch is searched for a document that its
 *     receiver cannot take [{@code deliver.bisect-after}]
 * @param statusInterval how often changed counters are reported [{@code deliver.status-interval}]
 * @param expiryNotice how long before waiting documents are lost the status says so [{@code deliver.expiry-notice}]
 * @param segmentBytes size of a segment [{@code journal.segment-bytes}]
 * @param frameBytes size of a frame [{@code journal.frame-bytes}]
 * @param segmentAge a segment spans at most this much time [{@code journal.segment-age}]
 * @param cacheBytes decompressed frames kept, per subtask [{@code journal.cache-bytes}]
 * @param tailBytes open segments kept in the heap, per subtask [{@code journal.tail-bytes}]
 */
public record DeliverOptions(
        Duration retention,
        Duration startSlack,
        Duration drainTimeout,
        Duration requestTimeout,
        int maxRequests,
        int requestsPerSecond,
        long maxRequestBytes,
        Duration backoffInitial,
        Duration backoffMax,
        int bisectAfter,
        Duration statusInterval,
        Duration expiryNotice,
        int segmentBytes,
        int frameBytes,
        Duration segmentAge,
        long cacheBytes,
        long tailBytes)
        implements Serializable {

    /** The options for journals. */
    public JournalOptions journal() {
        return new JournalOptions(segmentBytes, frameBytes, segmentAge);
    }
}
