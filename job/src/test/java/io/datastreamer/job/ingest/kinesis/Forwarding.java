package io.datastreamer.job.ingest.kinesis;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Forwards calls to a Kinesis server. */
final class Forwarding {
    private static final String[] HEADERS = {"Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization"};

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;

    Forwarding(String target) {
        this.target = URI.create(target);
    }

    /** Forwards the call, and returns the answer. */
    HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : HEADERS) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Passes an answer back. */
    static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
