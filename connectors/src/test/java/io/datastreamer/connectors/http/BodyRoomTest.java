package io.datastreamer.connectors.http;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class BodyRoomTest {
    private static final int BODY = 64 * 1024;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final BodyRoom room = new BodyRoom(nanos::get);

    @Test
    void hasFourMebibytesASecond() {
        for (int i = 0; i < 64; i++) {
            assertThat(room.take(BODY)).isTrue();
        }
        assertThat(room.take(1)).isFalse();
        nanos.addAndGet(999_999_999);
        assertThat(room.take(1)).isFalse();
        nanos.incrementAndGet();
        assertThat(room.take(BODY)).isTrue();
    }
}
