package io.datastreamer.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.receive.DocumentScan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A customer's HTTP server: adds each document to the customer's account, then answers 200 after its delay. It can go
 * away and come back on the same port: meanwhile connections are refused.
 */
final class CustomerReceiver implements AutoCloseable {
    private static final int THREADS = 8;

    private final Account account;
    private final Duration delay;
    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable HttpServer server;

    /** @throws IOException when it cannot listen */
    CustomerReceiver(Account account, Duration delay) throws IOException {
        this.account = account;
        this.delay = delay;
        HttpServer first = listen(0);
        server = first;
        port = first.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/documents";
    }

    /** Stops listening, and closes all connections. */
    synchronized void goAway() {
        HttpServer listening = server;
        if (listening != null) {
            listening.stop(0);
            server = null;
        }
    }

    /**
     * Listens again.
     *
     * @throws IOException when another program has taken the port
     */
    synchronized void comeBack() throws IOException {
        if (server == null) {
            server = listen(port);
        }
    }

    synchronized boolean isThere() {
        return server != null;
    }

    @Override
    public void close() {
        closed.countDown();
        goAway();
        threads.shutdownNow();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        listening.setExecutor(threads);
        listening.createContext("/", this::handle);
        listening.start();
        return listening;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean good = DocumentScan.scan(
                    body, body.length, (from, to, id, event) -> account.delivered(DocumentKey.of(id, event)));
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            exchange.sendResponseHeaders(good ? 200 : 400, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
