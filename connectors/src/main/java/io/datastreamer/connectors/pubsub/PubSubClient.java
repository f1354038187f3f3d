package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.google.GoogleVerdict;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.Request;

/** Publishes each batch in one call, all of which Pub/Sub accepts or none. */
final class PubSubClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");

    private final PubSubSettings settings;
    private final long organisationId;
    private final HttpChannel channel;
    private final AccessTokens tokens;

    PubSubClient(PubSubSettings settings, long organisationId, HttpChannel channel) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.channel = channel;
        this.tokens = new AccessTokens(settings.access(), settings.access().secrets(), System::nanoTime);
    }

    @Override
    public String target() {
        return settings.topic();
    }

    /** The organisation: it uses up its own quota of the service. */
    @Override
    public String receiver() {
        return "pubsub/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public long heapOnItsWay(long jsonBytes) {
        return settings.form().heap(jsonBytes) + settings.form().bytes(jsonBytes) / 3 * 4;
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(sending -> outcome(batch, sending), whenDone);
    }

    private Outcome outcome(Batch batch, HttpSending sending) throws Exception {
        PubSubPayload payload = new PubSubPayload(batch, settings.form(), settings.ordered());
        return tokens.send(sending, token -> sending.send(request(payload, token)), GoogleVerdict::of);
    }

    private Request request(PubSubPayload payload, String token) {
        return new Request.Builder()
                .url(settings.url())
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer")
                .post(new SlicesBody(payload, JSON))
                .build();
    }

    @Override
    public void close() {
        channel.close();
    }
}
