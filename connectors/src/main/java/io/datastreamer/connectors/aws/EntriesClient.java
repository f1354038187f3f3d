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

/** Sends each batch in one call of a service that tells of each entry whether it took it. */
public final class EntriesClient implements Client {
    private final Place place;
    private final Calls calls;
    private final HttpChannel channel;
    private final AwsApi api;

    /**
     * Where batches go.
     *
     * @param service as its hosts are called
     * @param region where it is
     * @param organisationId who sends: what it uses up of the service is its own
     * @param target the place for people to read
     * @param limits how batches are cut
     * @param secrets what no error may show
     */
    public record Place(
            String service, String region, long organisationId, String target, Limits limits, Set<String> secrets) {}

    /** How the service is called, and what it answers. */
    public interface Calls {

        /** What entries are called by people: {@code messages} or {@code events}. */
        String entries();

        /** What belongs to each call. */
        Map<String, String> headers();

        /**
         * What is sent of a batch.
         *
         * @throws IOException where no call can be made of the documents
         */
        byte[] body(Batch batch) throws IOException;

        /** Tells of each entry that the answer speaks of what came of it. */
        void read(HttpAnswer answer, int sent, BatchEntries entries);
    }

    /** Sends to a place by such calls. */
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

    /** A call is small, and its documents are texts in it before they are bytes. */
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
