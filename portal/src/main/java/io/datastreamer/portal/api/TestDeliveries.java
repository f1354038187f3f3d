package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.RateLimit;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends a sample document to a stream's place, with the same clients and rules as the job's, and shows the answer. */
final class TestDeliveries {
    /** Extra time for a client that, unlike the others, does not keep its own deadline. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Integrations integrations;
    private final Integrations forDrafts;
    private final StreamOperations streams;
    private final Clock clock;
    private final Duration deadline;
    private final RateLimit rate;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param forDrafts accepts secrets in clear */
    TestDeliveries(
            Integrations integrations,
            Integrations forDrafts,
            StreamOperations streams,
            Clock clock,
            Duration deadline,
            int testsPerMinute) {
        this.integrations = integrations;
        this.forDrafts = forDrafts;
        this.streams = streams;
        this.clock = clock;
        this.deadline = deadline;
        this.rate = new RateLimit(testsPerMinute, clock);
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/streams/{id}/test", this::testStream),
                Route.post("/api/v1/test-deliveries", this::testNewStream));
    }

    private void testStream(Context request) throws Problem {
        StreamConfiguration stream = streams.find(request).stream();
        List<SettingsFault> faults = integrations.faults(stream);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults.stream()
                    .map(fault -> new FieldError("settings." + fault.member(), fault.reason()))
                    .toList());
        }
        test(request, stream, integrations);
    }

    private void testNewStream(Context request) throws Problem {
        test(request, streams.newStream(Access.caller(request), Requests.body(request)), forDrafts);
    }

    private void test(Context request, StreamConfiguration stream, Integrations by) throws Problem {
        Caller caller = Access.caller(request);
        int seconds = rate.take(caller.account());
        if (seconds > 0) {
            throw Problem.later(429, "Too many tests; try again in " + seconds + " s.", seconds);
        }
        if (!underWay.add(caller.account())) {
            throw Problem.later(429, "Another test is under way.", 1);
        }
        try {
            Requests.answer(request, 200, send(stream, by));
        } finally {
            underWay.remove(caller.account());
        }
    }

    private ObjectNode send(StreamConfiguration stream, Integrations by) throws Problem {
        Instant startedAt = clock.instant();
        SampleDocument document = SampleDocument.of(stream, startedAt);
        try (Client client = by.open(stream)) {
            Outcome outcome = send(client, document.batch(stream, object(client, document, startedAt)));
            ObjectNode json = StreamJson.JSON.createObjectNode();
            json.put("delivered", outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED);
            json.put("outcome", outcome.verdict().name());
            json.put("remote_status", outcome.remoteStatus());
            json.put("answered", outcome.isAnswered());
            json.put("error", outcome.error());
            json.put("target", client.target());
            json.put("record_kind", document.kind().name());
            json.set("document", document.json());
            StreamJson.putTime(json, "started_at", startedAt);
            json.put("duration_ms", Duration.between(startedAt, clock.instant()).toMillis());
            return json;
        } catch (SettingsException e) {
            throw Problem.invalid(List.of(new FieldError("settings", String.valueOf(e.getMessage()))));
        }
    }

    private Outcome send(Client client, Batch batch) throws Problem {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        client.send(batch, done::complete);
        try {
            return done.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Outcome.unanswered(504, "no answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client never throws", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.later(503, "The portal is being stopped.", 5);
        }
    }

    private static Batch.@Nullable NamedObject object(Client client, SampleDocument document, Instant now) {
        ObjectNames names = client.objectNames();
        return names == null ? null : new Batch.NamedObject(names.name(document.kind(), now.getEpochSecond()), true);
    }
}
