package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import java.io.IOException;

/** A Kinesis server in its own process: one of two that others wrote. */
public enum TestServer {
    KINESALITE("kinesalite", """
            // it ends itself when a client hangs up in the midst of a request, as a job does that is stopped
            process.on('uncaughtException', e => { if (e.code !== 'ECONNRESET') { throw e; } });
            require('./node_modules/kinesalite')({createStreamMs: 5, updateStreamMs: 5, shardLimit: 200})
              .listen(%1$d, '127.0.0.1');
            """),
    KINESIS_MOCK("kinesis-local", """
            Object.assign(process.env, {
              KINESIS_MOCK_PLAIN_PORT: '%1$d',
              KINESIS_MOCK_TLS_PORT: '%2$d',
              KINESIS_MOCK_CERT_PATH: 'node_modules/kinesis-local/server.json',
              CREATE_STREAM_DURATION: '10ms',
              SPLIT_SHARD_DURATION: '10ms',
              MERGE_SHARDS_DURATION: '10ms',
              SHARD_LIMIT: '200',
              LOG_LEVEL: 'ERROR',
            });
            require('./node_modules/kinesis-local/main.js');
            """);

    private final String packageName;
    private final String script;

    TestServer(String packageName, String script) {
        this.packageName = packageName;
        this.script = script;
    }

    /** A running server. */
    public record Running(String url, Process process) implements AutoCloseable {
        KinesisAccess access() {
            return new KinesisAccess("us-east-1", url, "AKIATEST", "secret", null, null);
        }

        /** The same server behind another address. */
        Running at(String address) {
            return new Running(address, process);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Starts it; skips the test if that is not possible. It may take a while until it answers. */
    public Running start() throws IOException {
        NodeTools.require(packageName);
        int port = Ports.free();
        Process process = NodeTools.start("-e", script.formatted(port, Ports.free()));
        // its output is read, or it would block some day
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(line -> {}), packageName);
        reader.setDaemon(true);
        reader.start();
        return new Running("http://127.0.0.1:" + port, process);
    }
}
