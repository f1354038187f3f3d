package io.datastreamer.connectors.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class IdleConnectionsTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aConnectionIsUsedAgainByItsPoolAloneAndClosedWhenItStaysIdle() throws IOException {
        IdleConnections idle = new IdleConnections(4, Duration.ofSeconds(2));
        ConnectionPool one = idle.pool();
        ConnectionPool other = idle.pool();
        request(one);
        request(one);
        assertThat(one.connectionCount()).isEqualTo(1);
        assertThat(other.connectionCount()).isZero();

        await().untilAsserted(() -> assertThat(one.connectionCount()).isZero());
    }

    @Test
    void thePoolsOfEachThreadAreClosed() throws IOException {
        IdleConnections idle = new IdleConnections(4, Duration.ofMillis(50));
        List<ConnectionPool> used = new ArrayList<>();
        for (int i = 0; i < 3 * IdleConnections.POOLS_OF_A_THREAD; i++) {
            ConnectionPool pool = idle.pool();
            if (i % (IdleConnections.POOLS_OF_A_THREAD / 2) == 0) {
                request(pool);
                used.add(pool);
            }
        }

        assertThat(used).hasSize(6);
        await().untilAsserted(() -> assertThat(used)
                .allSatisfy(pool -> assertThat(pool.connectionCount()).isZero()));
    }

    private void request(ConnectionPool pool) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder().connectionPool(pool).build();
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .build();
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(204);
        }
    }
}
