package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.Sending;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.webhook.MessageId;
import io.datastreamer.connectors.webhook.WebhookSigner;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.Request;

/** Sends each batch in one POST, and tells what the answer means. */
final class RestClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");

    private final RestSettings settings;
    private final HttpChannel channel;
    private final Set<String> secrets;

    RestClient(RestSettings settings, HttpChannel channel) {
        this.settings = settings;
        this.channel = channel;
        this.secrets = settings.secrets();
    }

    @Override
    public String target() {
        return settings.target();
    }

    @Override
    public String receiver() {
        return settings.url().host() + ":" + settings.url().port();
    }

    @Override
    public String chosenHost() {
        return settings.url().host();
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(sending -> HttpVerdict.of(sending.send(request(batch)), secrets), whenDone);
    }

    private Request request(Batch batch) {
        RestPayload payload = new RestPayload(batch);
        Request.Builder request = new Request.Builder()
                .url(settings.url())
                .headers(settings.headers())
                // an answer is looked at, not kept: nothing to win by compressing it
                .header("Accept-Encoding", "identity")
                .post(new SlicesBody(payload, JSON));
        if (settings.headers().get("User-Agent") == null) {
            request.header("User-Agent", "data-streamer");
        }
        WebhookSigner signer = settings.signer();
        if (signer != null) {
            signer.sign(MessageId.of(batch), Instant.now(), payload)
                    .forEach(header -> request.header(header.getFirst(), header.getSecond()));
        }
        return request.build();
    }

    @Override
    public void close() {
        channel.close();
    }
}
