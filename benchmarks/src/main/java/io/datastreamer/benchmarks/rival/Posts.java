package io.datastreamer.benchmarks.rival;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Posts documents with the job's own client, so many requests at a time. Thread-safe. */
final class Posts implements AutoCloseable {
    private final HttpTransport transport;
    private final Integrations integrations;
    private final ApiType apiType;
    private final String receiver;
    private final Semaphore free;
    private final Map<Long, Client> clients = new ConcurrentHashMap<>();

    Posts(RivalOptions options) {
        transport = new HttpTransport(
                HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")).withMaxRequests(options.inFlight()));
        integrations = Integrations.standard(transport);
        apiType = options.apiType();
        receiver = options.receiver();
        free = new Semaphore(options.inFlight());
    }

    /**
     * Posts documents of one place; waits while too many are on their way.
     *
     * @return whether they were taken
     */
    CompletableFuture<Boolean> post(Place place, List<Document> documents) throws InterruptedException {
        free.acquire();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Batch batch = new Batch(
                place.organisationId(), RivalOptions.stream(place.organisationId()), place.kind(), items(documents));
        clients.computeIfAbsent(place.organisationId(), this::open).send(batch, outcome -> {
            free.release();
            done.complete(outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED);
        });
        return done;
    }

    private Client open(long organisationId) {
        try {
            return integrations.open(StreamConfiguration.of(
                    RivalOptions.stream(organisationId),
                    organisationId,
                    StreamType.USAGE_AND_EVENTS,
                    apiType,
                    new Settings(Map.of("url", receiver + "/" + RivalOptions.stream(organisationId)))));
        } catch (SettingsException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static List<Batch.Item> items(List<Document> documents) {
        List<Batch.Item> items = new ArrayList<>(documents.size());
        for (Document document : documents) {
            items.add(new Batch.Item(
                    document.id(),
                    document.eventType(),
                    document.simKey(),
                    document.content(),
                    document.simKeyLength(),
                    document.jsonLength(),
                    0,
                    0));
        }
        return items;
    }

    @Override
    public void close() {
        transport.close();
    }
}
