package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends each batch in one call to a service that reports for each entry whether it accepted it. */
public final class EntriesClient implements Client {
    private final Place place;
    private final Calls calls;
    private final HttpChannel channel;
    private final AwsApi api;

    /**
     * The place that batches go to.
     *
     * @param service the service's name in its host names
     * @param region its region
     * @param organisationId the sender: it uses up its own quota of the service
     * @param target the place, for people to read
     * @param limits how batches are cut
     * @param secrets secrets that no error may show
     */
    public record Place(
            String service, String region, long organisationId, String target, Limits limits, Set<String> secrets) {}

    /** Makes the service's calls and reads its answers. */
    public interface Calls {

        /** What to call the entries for people: {@code messages} or {@code events}. */
        String entries();

        /** The headers of each call. */
        Map<String, String> headers();

        /**
         * Creates the body of the call for a batch.
         *
         * @throws IOException when the documents do not make a call
         */
        byte[] body(Batch batch) throws IOException;

        /** Notes the result of each entry that the answer mentions. */
        void read(HttpAnswer answer, int sent, BatchEntries entries);
    }

    /** Creates a client that sends to the place by these calls. */
    public EntriesClient(Place place, Calls calls, HttpChannel channel, AwsApi api) {
        this.place = place;
        this.calls = calls;
        this.channel = channel;
        this.api = api;
    }

    @Override
    public String target() {
        return place.target();
    }

    @Override
    public String receiver() {
        return place.service() + "." + place.region() + "/org-" + place.organisationId();
    }

    @Override
    public Limits limits() {
        return place.limits();
    }

    /** A call is small, and its documents exist as text before they become bytes. */
    @Override
    public long heapOnItsWay(long jsonBytes) {
        return 3 * jsonBytes;
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> {
                    byte[] body = calls.body(batch);
                    return AwsCall.outcome(
                            sending,
                            api.clock(),
                            () -> api.call(calls.headers(), body),
                            (answer, failure) -> outcome(batch, answer, failure));
                },
                whenDone);
    }

    private Outcome outcome(Batch batch, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
        if (failure != null) {
            return AwsVerdict.of(failure, place.secrets());
        }
        Objects.requireNonNull(answer);
        int sent = batch.items().size();
        BatchEntries entries = new BatchEntries(sent, answer.status(), calls.entries(), place.secrets());
        calls.read(answer, sent, entries);
        return entries.outcome();
    }

    @Override
    public void close() {
        channel.close();
    }
}
