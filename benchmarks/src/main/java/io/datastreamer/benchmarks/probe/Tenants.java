package io.datastreamer.benchmarks.probe;

import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The endpoints of all tenants, and how to post documents there. A document is a number; its tenant follows from it.
 *
 * @param urls by tenant
 */
record Tenants(List<String> urls) implements Serializable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TEXT = "x".repeat(900);

    /** One for the process: connections are kept by it. */
    private static final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    int tenantOf(long document) {
        return (int) (document % urls.size());
    }

    /** Posts documents of one tenant; whether they were taken. Never fails. */
    CompletableFuture<Boolean> post(int tenant, List<Long> documents) {
        String body = documents.stream()
                .map(document -> "{\"id\":" + document + ",\"text\":\"" + TEXT + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(urls.get(tenant)))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Client.HTTP
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() / 100 == 2);
    }
}
