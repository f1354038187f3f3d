package io.datastreamer.tools.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that answers 200 to every POST of a JSON array of objects, 400 to another body, and 405 to another
 * method. Documents are equal if their path, kind and id are.
 */
final class Receiver implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Tally tally;
    private final @Nullable OutputStream print;
    private final Runnable afterRequest;
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);

    private static final class Buffers {
        byte[] body = new byte[256 * 1024];
        long[] keys = new long[4096];
        int count;
    }

    /**
     * Starts to listen on 127.0.0.1.
     *
     * @param port 0 for any free one
     * @param print gets each document as a line; null for nowhere
     * @param afterRequest called after each request was counted, from any thread
     * @throws IOException when it cannot listen there
     */
    Receiver(int port, Tally tally, @Nullable OutputStream print, Runnable afterRequest) throws IOException {
        this.tally = tally;
        this.print = print;
        this.afterRequest = afterRequest;
        // read once by the JDK's server: answer without delay, and keep every connection that a client keeps
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        threads = Executors.newFixedThreadPool(
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port. */
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
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Buffers mine = buffers.get();
            int length = read(exchange.getRequestBody(), mine);
            if (count(mine, length, IdSet.mix(exchange.getRequestURI().getPath().hashCode()))) {
                tally.request(mine.keys, mine.count, length, System.nanoTime());
                exchange.sendResponseHeaders(200, -1);
            } else {
                tally.badRequest();
                exchange.sendResponseHeaders(400, -1);
            }
        }
        afterRequest.run();
    }

    private static int read(InputStream in, Buffers mine) throws IOException {
        int length = 0;
        while (true) {
            int read = in.read(mine.body, length, mine.body.length - length);
            if (read < 0) {
                return length;
            }
            length += read;
            if (length == mine.body.length) {
                mine.body = Arrays.copyOf(mine.body, length * 2);
            }
        }
    }

    private boolean count(Buffers mine, int length, long place) throws IOException {
        mine.count = 0;
        boolean good = DocumentScan.scan(mine.body, length, (from, to, id, event) -> {
            if (mine.count == mine.keys.length) {
                mine.keys = Arrays.copyOf(mine.keys, mine.count * 2);
            }
            mine.keys[mine.count++] =
                    id == DocumentScan.NO_ID ? 0 : IdSet.mix(id ^ place ^ (event ? Long.MIN_VALUE : 0));
        });
        if (good && print != null) {
            synchronized (print) {
                print(mine, length, print);
            }
        }
        return good;
    }

    private static void print(Buffers mine, int length, OutputStream print) throws IOException {
        try {
            DocumentScan.scan(mine.body, length, (from, to, id, event) -> {
                try {
                    // a line break in JSON is always white space between its parts
                    for (int i = from; i < to; i++) {
                        print.write(mine.body[i] == '\n' || mine.body[i] == '\r' ? ' ' : mine.body[i]);
                    }
                    print.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            print.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
