package io.datastreamer.connectors.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A proxy in front of an S3 server that behaves like the service with buckets in one region: it answers requests signed
 * for another region with 301 and the bucket's region, and forwards all others byte by byte, so that the signature
 * stays valid.
 */
final class RegionProxy implements AutoCloseable {
    private final HttpServer server;
    private final URI target;
    private final String region;
    private final List<String> regions = new CopyOnWriteArrayList<>();

    RegionProxy(String target, String region) throws IOException {
        this.target = URI.create(target);
        this.region = region;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The regions that requests were signed for, in order. */
    List<String> regions() {
        return regions;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String scope =
                    exchange.getRequestHeaders().getFirst("Authorization").split("Credential=", 2)[1];
            String signedFor = scope.split("/", -1)[2];
            regions.add(signedFor);
            if (!signedFor.equals(region)) {
                byte[] refusal =
                        "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>".getBytes(UTF_8);
                exchange.getResponseHeaders().add("x-amz-bucket-region", region);
                exchange.getResponseHeaders().add("Content-Type", "application/xml");
                exchange.sendResponseHeaders(301, refusal.length);
                exchange.getResponseBody().write(refusal);
                return;
            }
            exchange.sendResponseHeaders(forward(exchange, body), -1);
        }
    }

    /** Written by hand, because the signature covers the host header, and HTTP clients write their own. */
    private int forward(HttpExchange exchange, byte[] body) throws IOException {
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            StringBuilder head = new StringBuilder("PUT " + exchange.getRequestURI() + " HTTP/1.1\r\n");
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> {
                        if (!name.equalsIgnoreCase("Connection")) {
                            head.append(name).append(": ").append(value).append("\r\n");
                        }
                    }));
            head.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
