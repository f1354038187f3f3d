package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.entra.EntraApplication;
import io.datastreamer.connectors.files.FileClient;
import io.datastreamer.connectors.files.FileFormat;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Writes each batch as its own blob, under a name that was fixed before, and never overwrites another one. */
final class AzureBlobClient extends FileClient {
    private static final String API_VERSION = "2022-11-02";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String EXISTS = "BlobAlreadyExists";

    private final AzureBlobSettings settings;
    private final Clock clock;
    private final Set<String> secrets;
    private final @Nullable AccessTokens tokens;

    AzureBlobClient(AzureBlobSettings settings, HttpChannel channel, Clock clock) {
        super(settings.files(), channel);
        this.settings = settings;
        this.clock = clock;
        this.secrets = settings.secrets();
        EntraApplication application = settings.application();
        this.tokens = application == null ? null : new AccessTokens(application, secrets, System::nanoTime);
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
        return settings.isChosen() ? Map.of("endpoint", List.of(settings.url().host())) : Map.of();
    }

    @Override
    public ObjectNames objectNames() {
        return settings.files().names(settings.account() + "/" + settings.container());
    }

    @Override
    protected Outcome write(Batch.NamedObject object, byte[] file, HttpSending sending) throws Exception {
        return tokens == null
                ? outcome(object, sending.send(request(object.name(), file, null)), secrets)
                : tokens.send(
                        sending,
                        token -> sending.send(request(object.name(), file, token)),
                        (result, hidden) -> outcome(object, result, hidden));
    }

    private Request request(String name, byte[] file, @Nullable String token) throws GeneralSecurityException {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(file);
        Headers headers = new Headers.Builder()
                .add("Accept-Encoding", "identity")
                // the service refuses a damaged body
                .add("Content-MD5", Base64.getEncoder().encodeToString(md5))
                .add("Content-Type", FileFormat.ofName(name).contentType())
                .add("If-None-Match", "*")
                .add("User-Agent", "data-streamer")
                .add("x-ms-blob-type", "BlockBlob")
                .add("x-ms-date", DATE.format(clock.instant()))
                .add("x-ms-version", API_VERSION)
                .build();
        HttpUrl url = settings.blob(name);
        Request.Builder request = new Request.Builder().headers(headers).put(new SlicesBody(Slices.of(file), null));
        if (token != null) {
            return request.url(url).header("Authorization", "Bearer " + token).build();
        }
        SharedKey key = settings.key();
        return key == null
                ? request.url(url.newBuilder().encodedQuery(settings.sasToken()).build())
                        .build()
                : request.url(url)
                        .header("Authorization", key.authorization("PUT", url, headers, file.length))
                        .build();
    }

    private static Outcome outcome(Batch.NamedObject object, HttpResult result, Set<String> hidden) {
        if (result instanceof HttpFault fault) {
            return HttpVerdict.of(fault);
        }
        HttpAnswer answer = (HttpAnswer) result;
        int status = answer.status();
        String code = answer.headers().get("x-ms-error-code");
        if ((status == 409 && EXISTS.equals(code)) || status == 412) {
            // on a later attempt it is our own, from an attempt whose answer was lost
            return object.isFirstAttempt()
                    ? Outcome.nameTaken(status, "HTTP " + status + ": there is a blob " + object.name() + " already")
                    : Outcome.delivered(status);
        }
        if (status == 400) {
            String text = HttpVerdict.text(answer, hidden);
            // the request is wrong, unless its body was damaged on the way
            return "Md5Mismatch".equals(code)
                    ? Outcome.tryAgain(status, text, null)
                    : Outcome.configurationBroken(status, text);
        }
        return HttpVerdict.of(answer, hidden);
    }
}
