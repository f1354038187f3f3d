package io.datastreamer.tools.farm;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./streamer farm}: runs a {@link Farm} in this process, with its {@link Control}. */
public final class FarmCommand {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final String HELP = """
            Usage: ./streamer farm [--listen A] [--port P] [--control-port P] [--behave BEHAVIOUR] [--endpoints FILE]
                                   [--arrivals FILE] [--for TIME]

            Simulates customers' HTTP servers, thousands in one process: requests to http://127.0.0.1:PORT/NAME reach
            the endpoint of that name, which is created if it does not exist. It records every document's id and time.
            Ctrl-C ends it.

              --listen A        the address at which they listen, such as 0.0.0.0 for all; default 127.0.0.1. The
                                control and endpoints with their own port always listen at 127.0.0.1
              --port P          the port that endpoints share; 0, the default, for any free one
              --control-port P  the port of the control; 0, the default, for any free one
              --behave B        how endpoints behave at first; default healthy
              --endpoints FILE  endpoints that exist from the start, one a line: NAME BEHAVIOUR, or
                                NAME own BEHAVIOUR for one with its own port
              --arrivals FILE   where to write at the end what has arrived, a line of JSON for each request
              --for TIME        end after this time, such as 30s or 10min

            A behaviour is a list with commas, such as "status=503,share=0.1" or "black-hole,up=50s,down=10s", or
            "over=100000" (refuses larger bodies with 413), "close,over=1000000", "reset,poison=42", "latency=1s,idle=2s":

              healthy           answers 200, for comparison with the others
              status=N          answers N; retry-after=5s adds the header
              latency=T         answers after this time, and up to jitter=T later, such as latency=20ms,jitter=5ms
              per-document=T    answers this much later for each document of the request
              idle=T            closes a connection after this time without a request
              black-hole        reads the request and never answers
              reset, close      reads the request, and resets or closes the connection
              cut               closes it within the answer's head          garbage       answers anything but HTTP
              slow-head         sends the head a byte a second              endless-head  sends endless headers
              drip              sends a body a byte a second                endless, huge send endless bodies
              no-length         sends head and body without a length, and leaves the connection open
              refused           nothing listens            } endpoints with
              unreachable       attempts to connect hang   } their own port
              deaf              never reads                } only
              share=0.1         only for a tenth of the requests, at random
              poison=ID+ID      only for requests with one of these documents; then the default status is 400
              over=N            only for requests with a body of more than N bytes; then the default status is 413
              up=T,down=T       only while down: healthy for the first time, faulty for the second, in turn

            The control speaks HTTP:

              curl CONTROL/endpoints                             a line of JSON for each endpoint: url, behaviour, counts
              curl -X PUT -d status=503 CONTROL/endpoints/a      changes how an endpoint behaves, or creates it
              curl -X PUT -d refused 'CONTROL/endpoints/b?port=own'
              curl CONTROL/arrivals/a                            what has arrived: time, status and ids of each request
            """;

    private FarmCommand() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(Arguments.parse(
                    args,
                    Set.of("listen", "port", "control-port", "behave", "endpoints", "arrivals", "for"),
                    Set.of()));
        } catch (BadArgument e) {
            System.err.println("farm: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        } catch (IOException e) {
            System.err.println("farm: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Arguments arguments) throws BadArgument, IOException, InterruptedException {
        int port = (int) arguments.number("port", 0, 0, 65_535);
        int controlPort = (int) arguments.number("control-port", 0, 0, 65_535);
        Duration time = arguments.duration("for");
        Farm farm =
                new Farm(new InetSocketAddress(arguments.address("listen"), port), behaviour(arguments.text("behave")));
        Control control = new Control(farm, controlPort);
        makeEndpoints(farm, arguments.text("endpoints"));
        String arrivals = arguments.text("arrivals");
        Thread end = new Thread(() -> end(farm, control, arrivals));
        Runtime.getRuntime().addShutdownHook(end);
        System.err.println("farm: endpoints on http://127.0.0.1:" + farm.port() + "/NAME, control on http://127.0.0.1:"
                + control.port() + "/endpoints");
        CountDownLatch never = new CountDownLatch(1);
        if (time == null) {
            never.await();
        } else if (!never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            System.exit(0);
        }
    }

    private static Behaviour behaviour(@Nullable String text) throws BadArgument {
        try {
            return text == null ? Behaviour.HEALTHY : Behaviour.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadArgument("--behave " + text + ": " + e.getMessage() + ".");
        }
    }

    private static void makeEndpoints(Farm farm, @Nullable String file) throws BadArgument, IOException {
        if (file == null) {
            return;
        }
        List<String> lines = Files.readAllLines(Path.of(file));
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("\\s+", -1);
            try {
                if (words.length == 3 && words[1].equals("own")) {
                    farm.endpointOnItsOwn(words[0]).behave(Behaviour.parse(words[2]));
                } else if (words.length == 2) {
                    farm.endpoint(words[0]).behave(Behaviour.parse(words[1]));
                } else if (!lines.get(i).isBlank()) {
                    throw new IllegalArgumentException("expected is NAME BEHAVIOUR or NAME own BEHAVIOUR");
                }
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new BadArgument("--endpoints " + file + ", line " + (i + 1) + ": " + e.getMessage() + ".");
            }
        }
    }

    private static void end(Farm farm, Control control, @Nullable String arrivals) {
        control.close();
        farm.close();
        long requests = 0;
        long documents = 0;
        for (Endpoint endpoint : farm.endpoints()) {
            requests += endpoint.arrivals().requests();
            documents += endpoint.arrivals().delivered();
        }
        System.err.println("farm: " + requests + " requests, " + documents + " documents answered with 2xx");
        if (arrivals != null) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arrivals)))) {
                ArrivalLines.write(farm.endpoints(), out);
            } catch (IOException e) {
                System.err.println("farm: --arrivals " + arrivals + ": " + e.getMessage());
            }
        }
    }
}
