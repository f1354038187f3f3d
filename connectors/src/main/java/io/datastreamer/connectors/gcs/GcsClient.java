package io.datastreamer.connectors.gcs;

import io.datastreamer.connectors.files.FileClient;
import io.datastreamer.connectors.google.GoogleVerdict;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import java.util.Collection;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Writes each batch as its own object, under a name that was fixed before, and never overwrites another one. */
final class GcsClient extends FileClient {
    private static final int EXISTS = 412;

    private final GcsSettings settings;
    private final long organisationId;
    private final AccessTokens tokens;

    GcsClient(GcsSettings settings, long organisationId, HttpChannel channel) {
        super(settings.files(), channel);
        this.settings = settings;
        this.organisationId = organisationId;
        this.tokens = new AccessTokens(settings.access(), settings.access().secrets(), System::nanoTime);
    }

    @Override
    public String target() {
        return settings.target();
    }

    /** The organisation: it uses up its own quota of the service. */
    @Override
    public String receiver() {
        return "google-storage/org-" + organisationId;
    }

    @Override
    public ObjectNames objectNames() {
        return settings.files().names(settings.bucket());
    }

    @Override
    protected Outcome write(Batch.NamedObject object, byte[] file, HttpSending sending) throws Exception {
        GcsPayload payload = new GcsPayload(object.name(), file);
        return tokens.send(
                sending,
                token -> sending.send(request(payload, token)),
                (result, secrets) -> outcome(object, result, secrets));
    }

    private Request request(GcsPayload payload, String token) {
        HttpUrl url = settings.uploads()
                .newBuilder()
                .addQueryParameter("uploadType", "multipart")
                // no object of this name may exist
                .addQueryParameter("ifGenerationMatch", "0")
                .build();
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer")
                .post(new SlicesBody(payload, payload.type()))
                .build();
    }

    private static Outcome outcome(Batch.NamedObject object, HttpResult result, Collection<String> secrets) {
        if (result instanceof HttpAnswer answer) {
            int status = answer.status();
            if (status == EXISTS) {
                // on a later attempt it is our own, from an attempt whose answer was lost
                return object.isFirstAttempt()
                        ? Outcome.nameTaken(status, "HTTP 412: there is an object " + object.name() + " already")
                        : Outcome.delivered(status);
            }
            if (status == 400) {
                // the request is wrong
                return Outcome.configurationBroken(status, HttpVerdict.text(answer, secrets));
            }
        }
        return GoogleVerdict.of(result, secrets);
    }
}
