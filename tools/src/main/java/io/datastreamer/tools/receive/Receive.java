package io.datastreamer.tools.receive;

import io.datastreamer.tools.Arguments;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** {@code ./streamer receive}: runs a {@link Receiver}, and prints at its end what has arrived. */
public final class Receive {
    private static final int BAD_ARGUMENTS = 2;
    private static final long PROGRESS_SECONDS = 5;
    private static final String HELP = """
            Usage: ./streamer receive [--port P] [--quiet | --print] [--port-file F] [--for TIME | --documents N] [--no-ids]

            Listens on 127.0.0.1, answers 200 to every POST of a JSON array of documents, and reports on standard error
            what has arrived: every 5 seconds, and in a last line when it ends.

              --port P         the port; 0, the default, for any free one
              --port-file F    write the port into this file once it is open
              --quiet          print only the last line
              --print          write each document to standard output as a line
              --for TIME       end after this time, such as 30s or 10min
              --documents N    end when this many documents have arrived; equal ones (same path, kind and id) count once
              --no-ids         do not recognise equal documents; to do so takes 16 to 32 bytes of memory a document
            """;

    private Receive() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(Arguments.parse(
                    args, Set.of("port", "port-file", "for", "documents"), Set.of("quiet", "print", "no-ids")));
        } catch (Arguments.BadArgument e) {
            System.err.println("receive: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        }
    }

    private static void run(Arguments arguments) throws Arguments.BadArgument, IOException, InterruptedException {
        int port = (int) arguments.number("port", 0, 0, 65_535);
        long documents = arguments.number("documents", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        Duration time = arguments.duration("for");
        Tally tally = new Tally(!arguments.has("no-ids"));
        OutputStream print = arguments.has("print") ? new BufferedOutputStream(System.out, 1 << 16) : null;
        CountDownLatch enough = new CountDownLatch(1);
        Runnable afterRequest = () -> {
            if (documents != Long.MAX_VALUE && tally.distinct() >= documents) {
                enough.countDown();
            }
        };
        Receiver receiver;
        try {
            receiver = new Receiver(port, tally, print, afterRequest);
        } catch (IOException e) {
            System.err.println("receive: --port " + port + ": cannot listen there: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
            return;
        }
        AtomicBoolean told = new AtomicBoolean();
        Runnable end = () -> {
            if (told.compareAndSet(false, true)) {
                receiver.close();
                System.err.println(tally.summary());
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(end));
        tellPort(receiver.port(), arguments.text("port-file"), arguments.has("quiet"));
        await(enough, time, tally, arguments.has("quiet"));
        end.run();
        System.exit(0);
    }

    private static void tellPort(int port, @Nullable String file, boolean quiet) throws IOException {
        if (!quiet) {
            System.err.println("receive: listening on http://127.0.0.1:" + port + "/");
        }
        if (file != null) {
            Path target = Path.of(file).toAbsolutePath();
            Path written = Files.writeString(target.resolveSibling(target.getFileName() + ".new"), port + "\n");
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void await(CountDownLatch enough, @Nullable Duration time, Tally tally, boolean quiet)
            throws InterruptedException {
        long start = System.nanoTime();
        long limitNanos = time == null ? Long.MAX_VALUE : time.toNanos();
        String last = tally.summary();
        while (true) {
            long left = limitNanos - (System.nanoTime() - start);
            if (left <= 0
                    || enough.await(Math.min(left, TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)), TimeUnit.NANOSECONDS)) {
                return;
            }
            String now = tally.summary();
            if (!quiet && !now.equals(last)) {
                System.err.println(now);
                last = now;
            }
        }
    }
}
