package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.http.GzipSlices;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.connectors.webhook.MessageId;
import io.datastreamer.connectors.webhook.WebhookSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sends each batch in one request, and decides what the answer means. */
final class RestClient implements Client {
    private static final int UNSUPPORTED = 415;

    private final RestSettings settings;
    private final HttpChannel channel;
    private final Set<String> secrets;
    private final @Nullable AccessTokens tokens;

    private volatile Gzip gzip = Gzip.UNKNOWN;

    /** What is known about the receiver and compressed bodies. */
    private enum Gzip {
        UNKNOWN,
        TAKEN,
        /** Nothing is compressed any more. */
        REFUSED
    }

    RestClient(RestSettings settings, HttpChannel channel) {
        this.settings = settings;
        this.channel = channel;
        this.secrets = settings.secrets();
        this.tokens = settings.tokens() == null ? null : new AccessTokens(settings.tokens(), secrets, System::nanoTime);
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
    public Map<String, List<String>> chosenHosts() {
        return settings.hosts();
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public long heapOnItsWay(long jsonBytes) {
        return settings.form().heap(jsonBytes);
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(sending -> outcome(batch, sending), whenDone);
    }

    @Override
    public @Nullable Instant certificateExpiresAt() {
        return settings.tls() == null ? null : settings.tls().expiresAt();
    }

    private Outcome outcome(Batch batch, HttpSending sending) throws Exception {
        Outcome refusal = settings.tls() == null ? null : settings.tls().refusal(Instant.now());
        if (refusal != null) {
            return refusal;
        }
        RestBody body = RestBody.of(batch, settings);
        if (tokens == null) {
            return HttpVerdict.of(result(batch, body, null, sending), secrets);
        }
        return tokens.send(sending, token -> result(batch, body, token, sending), HttpVerdict::of);
    }

    private HttpResult result(Batch batch, RestBody body, @Nullable String token, HttpSending sending) {
        Request asItIs = request(batch, body, token, body.json()).build();
        if (!settings.compresses() || gzip == Gzip.REFUSED) {
            return sending.send(asItIs);
        }
        Request compressed = request(batch, body, token, GzipSlices.of(body.json()))
                .header("Content-Encoding", "gzip")
                .build();
        HttpResult result = sending.send(compressed);
        if (!mayBeForTheEncoding(result)) {
            gzip = isTaken(result) ? Gzip.TAKEN : gzip;
            return result;
        }
        HttpResult second = sending.send(asItIs);
        if (isTaken(second) || statusOf(result) == UNSUPPORTED) {
            gzip = Gzip.REFUSED;
        }
        return second;
    }

    /** A server that does not decompress sees broken JSON or a wrong signature; few answer 415. */
    private boolean mayBeForTheEncoding(HttpResult result) {
        return switch (statusOf(result)) {
            case UNSUPPORTED -> true;
            case 400, 401, 403, 422 -> gzip == Gzip.UNKNOWN;
            default -> false;
        };
    }

    private static boolean isTaken(HttpResult result) {
        return statusOf(result) / 100 == 2;
    }

    /** The answer's status; 0 if there was none. */
    private static int statusOf(HttpResult result) {
        return result instanceof HttpAnswer answer ? answer.status() : 0;
    }

    private Request.Builder request(Batch batch, RestBody body, @Nullable String token, Slices bytes) {
        Request.Builder request = new Request.Builder()
                .url(settings.url())
                .headers(settings.headers())
                // answers are read once and not kept, so compression gains nothing
                .header("Accept-Encoding", "identity")
                .method(settings.method(), new SlicesBody(bytes, body.type()));
        body.headers().forEach(request::header);
        if (settings.headers().get("User-Agent") == null) {
            request.header("User-Agent", "data-streamer");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        WebhookSigner signer = settings.signer();
        if (signer != null) {
            signer.sign(MessageId.of(batch), Instant.now(), body.json())
                    .forEach(header -> request.header(header.getFirst(), header.getSecond()));
        }
        return request;
    }

    @Override
    public void close() {
        channel.close();
    }
}
