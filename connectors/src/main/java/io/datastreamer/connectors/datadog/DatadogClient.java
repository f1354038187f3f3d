package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.RetryAfter;
import io.datastreamer.connectors.http.SlicesBody;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.LookBack;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sends each batch of usage as points of metrics in one POST. */
final class DatadogClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_BYTES = 512_000;
    private static final long MOST_PLAIN_BYTES = 5_242_880;
    private static final LookBack LOOK_BACK = new LookBack(RecentUsage.MOST, RecentUsages.KEPT);

    private final DatadogSettings settings;
    private final long organisationId;
    private final HttpUrl url;
    private final HttpChannel channel;
    private final Clock clock;
    private final RecentUsages recent;
    private final Set<String> secrets;

    DatadogClient(
            DatadogSettings settings,
            long organisationId,
            HttpUrl url,
            HttpChannel channel,
            Clock clock,
            RecentUsages recent) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.url = url;
        this.channel = channel;
        this.clock = clock;
        this.recent = recent;
        // a customer may give the same value for both
        this.secrets = Set.copyOf(List.of(settings.apiKey(), settings.applicationKey()));
    }

    @Override
    public String target() {
        return settings.site();
    }

    /** One site serves many organisations, but each has its own account there. */
    @Override
    public String receiver() {
        return url.host() + "/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return DatadogSettings.LIMITS;
    }

    @Override
    public @Nullable LookBack lookBack() {
        return recent.has(this) ? null : LOOK_BACK;
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(sending -> outcome(batch, sending), whenDone);
    }

    private Outcome outcome(Batch batch, HttpSending sending) {
        DatadogPayload payload = DatadogPayload.of(batch, clock.instant(), recentUsage(batch));
        if (payload.body().length > MOST_BYTES || payload.plainBytes() > MOST_PLAIN_BYTES) {
            return Outcome.contentUnfit(
                    413,
                    "more than DataDog takes in a request: " + payload.plainBytes() + " bytes, compressed "
                            + payload.body().length);
        }
        return outcome(sending.send(request(payload)), payload.stale());
    }

    /** Does not start to remember usage at a request out of turn, because nobody has looked back for it. */
    private RecentUsage recentUsage(Batch batch) {
        return batch.before() == null && !recent.has(this) ? new RecentUsage() : recent.of(this);
    }

    private Request request(DatadogPayload payload) {
        return new Request.Builder()
                .url(url)
                .header("DD-API-KEY", settings.apiKey())
                .header("DD-APPLICATION-KEY", settings.applicationKey())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                .header("Content-Encoding", "gzip")
                .header("User-Agent", "data-streamer")
                .post(new SlicesBody(payload.slices(), JSON))
                .build();
    }

    private Outcome outcome(HttpResult result, long stale) {
        if (result instanceof HttpFault fault) {
            return HttpVerdict.of(fault);
        }
        HttpAnswer answer = (HttpAnswer) result;
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return Outcome.deliveredWithStale(status, stale);
        }
        return status == 429
                ? Outcome.tryAgain(status, HttpVerdict.text(answer, secrets), retryAfter(answer))
                : HttpVerdict.of(answer, secrets);
    }

    /** The time until the next period begins, from DataDog's own header, which has seconds. */
    private static @Nullable Duration retryAfter(HttpAnswer answer) {
        return answer.retryAfter() != null
                ? answer.retryAfter()
                : RetryAfter.read(
                        answer.headers().get("X-RateLimit-Reset"),
                        Clock.systemUTC().instant());
    }

    @Override
    public void close() {
        channel.close();
        recent.forget(this);
    }
}
