package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.kinesis.KinesisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A Kinesis server in a process of its own: one of two that others wrote. */
enum TestServer {
    KINESALITE {
        @Override
        Running start() throws IOException {
            KinesisServer server = KinesisServer.start();
            return new Running(server.url(), server::close);
        }
    },
    KINESIS_MOCK {
        @Override
        Running start() throws IOException {
            NodeTools.require("kinesis-local");
            int port = freePort();
            String settings = "process.env.KINESIS_MOCK_PLAIN_PORT='%d';process.env.KINESIS_MOCK_TLS_PORT='%d';"
                    + "process.env.KINESIS_MOCK_CERT_PATH='node_modules/kinesis-local/server.json';"
                    + "process.env.SHARD_LIMIT='200';process.env.LOG_LEVEL='ERROR';";
            for (String took : new String[] {"CREATE_STREAM", "SPLIT_SHARD", "MERGE_SHARDS"}) {
                settings += "process.env." + took + "_DURATION='10ms';";
            }
            Process process = NodeTools.start(
                    "-e", settings.formatted(port, freePort()) + "require('./node_modules/kinesis-local/main.js')");
            // what it says is read, or it would stop some day
            Thread reader = new Thread(() -> process.inputReader().lines().forEach(line -> {}), "kinesis-mock");
            reader.setDaemon(true);
            reader.start();
            return new Running("http://127.0.0.1:" + port, process::destroyForcibly);
        }
    };

    /** A server that runs. */
    record Running(String url, Runnable end) implements AutoCloseable {
        KinesisAccess access() {
            return new KinesisAccess("us-east-1", url, "AKIATEST", "secret", null, null);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /** Starts it; skips the test where that is not possible. */
    abstract Running start() throws IOException;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
