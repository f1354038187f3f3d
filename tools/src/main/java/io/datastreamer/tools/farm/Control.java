package io.datastreamer.tools.farm;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An HTTP server that shows and changes how endpoints behave, and shows what they got. It has its own port, so that no
 * endpoint's behaviour affects it.
 *
 * <pre>
 * GET  /endpoints                  a line of JSON for each endpoint
 * GET  /endpoints/NAME             the line of one endpoint
 * PUT  /endpoints/NAME             the body is the behaviour, such as status=503,share=0.1; the answer is the new line
 * PUT  /endpoints/NAME?port=own    the same; if the endpoint does not exist yet, it gets its own port
 * GET  /arrivals, /arrivals/NAME   what has arrived, a line of JSON for each request
 * </pre>
 */
final class Control implements AutoCloseable {
    private static final String ENDPOINTS = "/endpoints";
    private static final String ARRIVALS = "/arrivals";

    private final Farm farm;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "farm-control");
        thread.setDaemon(true);
        return thread;
    });

    /** Thrown when a request cannot be carried out; the message is for its sender. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /**
     * Starts it.
     *
     * @param port 0 for any free one
     * @throws IOException when it cannot listen there
     */
    Control(Farm farm, int port) throws IOException {
        this.farm = farm;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (Refusal e) {
                byte[] text = (e.getMessage() + "\n").getBytes(UTF_8);
                exchange.sendResponseHeaders(e.status, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException, Refusal {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String name = path.substring(path.indexOf('/', 1) + 1);
        if (path.equals(ENDPOINTS) && method.equals("GET")) {
            writeEndpoints(exchange, List.copyOf(farm.endpoints()));
        } else if (path.startsWith(ENDPOINTS + "/") && method.equals("GET")) {
            writeEndpoints(exchange, List.of(there(name)));
        } else if (path.startsWith(ENDPOINTS + "/") && method.equals("PUT")) {
            writeEndpoints(exchange, List.of(put(exchange, name)));
        } else if (path.equals(ARRIVALS) && method.equals("GET")) {
            writeArrivals(exchange, List.copyOf(farm.endpoints()));
        } else if (path.startsWith(ARRIVALS + "/") && method.equals("GET")) {
            writeArrivals(exchange, List.of(there(name)));
        } else {
            throw new Refusal(
                    404,
                    "there are GET and PUT of /endpoints and /endpoints/NAME, and GET of /arrivals and"
                            + " /arrivals/NAME");
        }
    }

    private Endpoint there(String name) throws Refusal {
        return farm.endpoints().stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "there is no endpoint " + name + " yet; PUT makes one"));
    }

    private Endpoint put(HttpExchange exchange, String name) throws IOException, Refusal {
        String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String query = exchange.getRequestURI().getQuery();
        try {
            Behaviour behaviour = Behaviour.parse(text);
            Endpoint endpoint = isOwn(query) ? farm.endpointOnItsOwn(name) : farm.endpoint(name);
            endpoint.behave(behaviour);
            return endpoint;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOwn(@Nullable String query) throws Refusal {
        if (query == null) {
            return false;
        }
        if (query.equals("port=own")) {
            return true;
        }
        throw new Refusal(400, "?" + query + ": expected is ?port=own or nothing");
    }

    private static void writeEndpoints(HttpExchange exchange, List<Endpoint> endpoints) throws IOException {
        try (OutputStream out = begin(exchange);
                JsonGenerator json = ArrivalLines.generator(out)) {
            for (Endpoint endpoint : endpoints) {
                Arrivals arrivals = endpoint.arrivals();
                json.writeStartObject();
                json.writeStringField("endpoint", endpoint.name());
                json.writeStringField("url", endpoint.url());
                json.writeStringField("behaviour", endpoint.behaviour().toString());
                json.writeNumberField("requests", arrivals.requests());
                json.writeNumberField("documents", arrivals.documents());
                json.writeNumberField("delivered", arrivals.delivered());
                json.writeEndObject();
            }
            json.flush();
            out.write('\n');
        }
    }

    private static void writeArrivals(HttpExchange exchange, List<Endpoint> endpoints) throws IOException {
        try (OutputStream out = begin(exchange)) {
            ArrivalLines.write(endpoints, out);
        }
    }

    private static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
