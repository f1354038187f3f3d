package io.datastreamer.benchmarks.receiver;

import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link FastReceiver} that this process has started. */
public final class ReceiverProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final long ASK_AGAIN_MILLIS = 50;

    private final ChildJvm process;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS_WITHIN)
            .build();

    private ReceiverProcess(ChildJvm process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Documents that have come.
     *
     * @param distinct those that were expected, each once
     * @param duplicates those that were expected and came again
     * @param others those that were not expected
     * @param arrivedAt by id from the first expected one on, by {@link System#nanoTime}; 0 where none came
     */
    public record Arrivals(long distinct, long duplicates, long others, long requests, long[] arrivedAt) {
        private static Arrivals of(Expected.Arrived arrived) {
            return new Arrivals(
                    arrived.distinct(),
                    arrived.documents() - arrived.others() - arrived.distinct(),
                    arrived.others(),
                    arrived.requests(),
                    arrived.arrivedAt());
        }
    }

    /**
     * Starts it, and returns once it answers.
     *
     * @param dir where its log goes
     */
    public static ReceiverProcess start(Path dir) throws IOException, InterruptedException {
        int port = FreePort.find();
        ChildJvm process = ChildJvm.start(new ChildJvm.Command(
                "the receiver",
                List.of("-Xmx1g", "-XX:+UseParallelGC"),
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                FastReceiver.class.getName(),
                List.of(Integer.toString(port)),
                Map.of(),
                dir.resolve("receiver.log")));
        ReceiverProcess receiver = new ReceiverProcess(process, port);
        receiver.awaitStart();
        return receiver;
    }

    /** Its base address, without a slash at the end. Any path takes documents. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** Forgets all, and waits for documents whose ids count up from the first. */
    public void expect(long firstId, int count) throws IOException, InterruptedException {
        var unused = ask(Control.EXPECT + firstId + "/" + count);
    }

    /** How many have come, without times. */
    public Arrivals counts() throws IOException, InterruptedException {
        return Arrivals.of(Control.decode(ask(Control.COUNTS)));
    }

    /** What has come, with times. */
    public Arrivals arrivals() throws IOException, InterruptedException {
        return Arrivals.of(Control.decode(ask(Control.TIMES)));
    }

    @Override
    public void close() throws InterruptedException {
        process.kill();
    }

    private void awaitStart() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (true) {
            try {
                var unused = counts();
                return;
            } catch (ConnectException e) {
                if (System.nanoTime() > giveUp) {
                    throw new IOException("the receiver does not start:\n" + process.lastWords(), e);
                }
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
        }
    }

    private byte[] ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new IOException("the receiver has ended:\n" + process.lastWords(), e);
            }
            throw e;
        }
    }
}
