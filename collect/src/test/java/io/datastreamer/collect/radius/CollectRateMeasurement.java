package io.datastreamer.collect.radius;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how many requests a second a collector on one processor answers ({@code taskset}): {@code
 * -Dtest=CollectRateMeasurement -Dcollect.requests=500000}. Asserts nothing.
 */
class CollectRateMeasurement {
    private static final int REQUESTS = Integer.getInteger("collect.requests", 400_000);
    private static final int CLIENTS = 8;
    private static final int WINDOW = 128;

    @TempDir
    Path directory;

    @Test
    void withFiles() throws Exception {
        String to = System.getProperty("collect.to", "file:" + directory.resolve("records"));
        String[] more = System.getProperty("collect.options", "").isEmpty()
                ? new String[0]
                : System.getProperty("collect.options").split(" ", -1);
        try (CollectProcess process = CollectProcess.start(List.of("taskset", "-c", "0"), directory, 0, to, more)) {
            run(process, REQUESTS / 4);
            long cpu = process.cpuNanos();
            long start = System.nanoTime();
            long resent = run(process, REQUESTS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double used = (process.cpuNanos() - cpu) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d requests in %.1f s: %.0f a second; processor time %.1f s: %.0f a second of it; resent %d%n",
                    REQUESTS,
                    seconds,
                    REQUESTS / seconds,
                    used,
                    REQUESTS / used,
                    resent);
        }
    }

    /** Returns how many requests were resent. */
    private static long run(CollectProcess process, int requests) throws Exception {
        Client[] clients = new Client[CLIENTS];
        byte[][][] waiting = new byte[CLIENTS][256][];
        for (int c = 0; c < CLIENTS; c++) {
            clients[c] = new Client(process.port());
        }
        long resent = 0;
        long mark = System.nanoTime();
        for (int sent = 0; sent < requests; ) {
            for (int c = 0; c < CLIENTS; c++) {
                for (int i = 0; i < WINDOW; i++) {
                    byte[] request = clients[c].request(i, "S" + mark + '-' + sent++);
                    waiting[c][i] = request;
                    clients[c].send(request);
                }
            }
            for (int c = 0; c < CLIENTS; c++) {
                int left = WINDOW;
                while (left > 0) {
                    byte[] answer = clients[c].answer((int) TimeUnit.SECONDS.toMillis(1));
                    if (answer == null) {
                        for (byte[] request : waiting[c]) {
                            if (request != null) {
                                clients[c].send(request);
                                resent++;
                            }
                        }
                    } else if (waiting[c][answer[1] & 0xFF] != null) {
                        waiting[c][answer[1] & 0xFF] = null;
                        left--;
                    }
                }
            }
        }
        for (Client client : clients) {
            client.close();
        }
        return resent;
    }
}
