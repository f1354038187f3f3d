package io.datastreamer.tools.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.simulate.KafkaOutput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code ./streamer broker}: runs a {@link Broker} in this process, with the topics of the data contract. */
public final class BrokerCommand {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int DEFAULT_PORT = 9092;
    private static final String HELP = """
            Usage: ./streamer broker --dir DIR [--listen A] [--host NAME] [--port P] [--streams FILE]

            Runs one Kafka broker, which is its own controller (KRaft), with the topics of the data contract. For trying
            only: there is no password, no TLS and no replication. Ctrl-C ends it.

              --dir DIR       the directory of its data; data of an earlier run is kept
              --listen A      the address at which it listens, such as 0.0.0.0 for all; default 127.0.0.1
              --host NAME     the host name for clients; default localhost
              --port P        the port for clients; default 9092
              --streams FILE  data streams, a line of JSON each, which are written if the topic has none yet
            """;

    private BrokerCommand() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(Arguments.parse(args, Set.of("dir", "listen", "host", "port", "streams"), Set.of()));
        } catch (BadArgument e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Arguments arguments)
            throws BadArgument, IOException, InterruptedException, ExecutionException, TimeoutException {
        Path dir = Path.of(arguments.required("dir"));
        int port = (int) arguments.number("port", DEFAULT_PORT, 1, 65_535);
        Map<String, byte[]> streams = streams(arguments.text("streams"));
        Broker broker = Broker.start(
                dir,
                new InetSocketAddress(arguments.address("listen"), port),
                arguments.has("host") ? arguments.required("host") : "localhost");
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Topics.create(broker.address());
        if (Topics.DATA_STREAMS.isEmpty(broker.address())) {
            try (KafkaOutput kafka = new KafkaOutput(broker.address())) {
                for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
                    kafka.write(Topics.DATA_STREAMS.topic(), stream.getKey(), stream.getValue());
                }
                kafka.flush();
            }
        }
        System.err.println("broker: the topics are there; clients reach it at port " + port);
        broker.awaitEnd();
    }

    /** The data streams in a file, by id. */
    private static Map<String, byte[]> streams(@Nullable String file) throws BadArgument, IOException {
        Map<String, byte[]> streams = new LinkedHashMap<>();
        List<String> lines = file == null ? List.of() : Files.readAllLines(Path.of(file));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                streams.put(id(line, file + ", line " + (i + 1)), line.getBytes(UTF_8));
            }
        }
        return streams;
    }

    private static String id(String line, String where) throws BadArgument {
        try {
            String id = new ObjectMapper().readTree(line).path("id").asText();
            if (!id.isEmpty()) {
                return id;
            }
        } catch (JsonProcessingException e) {
            // reported below
        }
        throw new BadArgument("--streams " + where + ": expected is a JSON object with an id.");
    }
}
