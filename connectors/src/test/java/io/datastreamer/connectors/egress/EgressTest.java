package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class EgressTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    @Test
    void tellsWhyAHostIsRefusedBeforeAnythingIsDialled() {
        assertThat(refusal("127.0.0.1", host -> List.of(InetAddress.getByName(host))))
                .contains("loopback");
        assertThat(refusal("2130706433", host -> List.of())).contains("is a number");
        assertThat(refusal("inside.test", host -> List.of(InetAddress.getByName("10.0.0.1"))))
                .isEqualTo("inside.test: 10.0.0.1 is a private address");
        assertThat(refusal("outside.test", host -> List.of(InetAddress.getByName("8.8.8.8"))))
                .isNull();
    }

    @Test
    void aNameThatIsNotKnownNowIsNotRefused() {
        assertThat(refusal("none.test", host -> {
                    throw new UnknownHostException(host);
                }))
                .isNull();
        CountDownLatch never = new CountDownLatch(1);
        assertThat(refusal("slow.test", host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                }))
                .isNull();
    }

    private static @Nullable String refusal(String host, NameService names) {
        try (Egress egress = new Egress(EgressPolicy.allowing(List.of()), names, LIMIT, null)) {
            return egress.refusal(host);
        }
    }
}
