package io.datastreamer.connectors.keen;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sends each batch in one POST, and reads from the answer which of its events keen.io accepted. */
final class KeenClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");

    private final KeenSettings settings;
    private final HttpUrl url;
    private final HttpChannel channel;
    private final Set<String> secrets;

    KeenClient(KeenSettings settings, HttpUrl url, HttpChannel channel) {
        this.settings = settings;
        this.url = url;
        this.channel = channel;
        this.secrets = Set.of(settings.writeKey());
    }

    @Override
    public String target() {
        return "keen.io project " + settings.projectKey();
    }

    @Override
    public String receiver() {
        return url.host() + "/" + settings.projectKey();
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
        return channel.start(sending -> outcome(batch, sending.send(request(batch))), whenDone);
    }

    private Request request(Batch batch) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", settings.writeKey())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer")
                .post(new SlicesBody(payload(batch), JSON))
                .build();
    }

    private KeenPayload payload(Batch batch) {
        return new KeenPayload(batch, settings.form(), settings.collection(batch.kind()));
    }

    private Outcome outcome(Batch batch, HttpResult result) {
        if (result instanceof HttpFault fault) {
            return HttpVerdict.of(fault);
        }
        HttpAnswer answer = (HttpAnswer) result;
        return answer.status() >= 200 && answer.status() < 300
                ? perEvent(
                        answer, settings.collection(batch.kind()), batch.items().size())
                : HttpVerdict.of(answer, secrets);
    }

    /** A 200 reports for each event whether it was accepted. One that does not mention the events is no delivery. */
    private Outcome perEvent(HttpAnswer answer, String collection, int sent) {
        JsonNode events = events(answer, collection);
        if (events == null || events.size() != sent) {
            return Outcome.tryAgain(
                    answer.status(), "HTTP " + answer.status() + ", but the answer does not list the events", null);
        }
        BitSet delivered = new BitSet(sent);
        BitSet refused = new BitSet(sent);
        String why = "";
        for (int i = 0; i < sent; i++) {
            JsonNode event = events.get(i);
            if (event.path("success").asBoolean()) {
                delivered.set(i);
            } else {
                refused.set(i);
                why = why.isEmpty() ? reason(event) : why;
            }
        }
        if (refused.isEmpty()) {
            return Outcome.delivered(answer.status());
        }
        String error = "HTTP " + answer.status() + ", but " + refused.cardinality() + " of " + sent
                + " events were refused" + (why.isEmpty() ? "" : ": " + why);
        return delivered.isEmpty()
                ? Outcome.contentRefused(answer.status(), error)
                : Outcome.partly(answer.status(), new Outcome.Parts(delivered, refused), sent, error, null);
    }

    private String reason(JsonNode event) {
        JsonNode error = event.path("error");
        return Excerpt.of(
                error.path("name").asText() + " " + error.path("description").asText(), secrets);
    }

    private static @Nullable JsonNode events(HttpAnswer answer, String collection) {
        if (!answer.whole()) {
            return null;
        }
        try {
            return DocumentReader.tree(answer.body()).get(collection);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
