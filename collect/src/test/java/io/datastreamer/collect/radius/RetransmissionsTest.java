package io.datastreamer.collect.radius;

import io.datastreamer.collect.radius.Retransmissions.State;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class RetransmissionsTest {
    private static final Retransmissions.Key KEY = new Retransmissions.Key(1, 2);

    @Test
    void aRequestIsKnownUntilItIsForgotten() {
        Retransmissions seen = new Retransmissions(100, 1000, 0);

        assertThat(seen.seen(KEY, 0)).isEqualTo(State.NEW);
        assertThat(seen.seen(KEY, 1)).isEqualTo(State.WAITING);
        seen.stored(KEY);
        assertThat(seen.seen(KEY, 2)).isEqualTo(State.STORED);
        seen.forget(KEY);
        assertThat(seen.seen(KEY, 3)).isEqualTo(State.NEW);
        assertThat(seen.seen(KEY, 4)).isEqualTo(State.WAITING);
    }

    @Test
    void itIsKnownForTheTimeAtLeastAndForTwiceAtMost() {
        Retransmissions seen = new Retransmissions(100, 1000, 0);
        seen.seen(KEY, 999);
        seen.stored(KEY);
        seen.seen(new Retransmissions.Key(3, 4), 1500);

        assertThat(seen.seen(KEY, 2000)).isEqualTo(State.STORED);
        seen.seen(new Retransmissions.Key(5, 6), 2600);
        assertThat(seen.seen(KEY, 2600)).isEqualTo(State.NEW);
    }

    @Test
    void theNewestAreKnownWhenThereAreTooMany() {
        int most = 2000;
        Retransmissions seen = new Retransmissions(most, Long.MAX_VALUE, 0);
        Random random = new Random(5);
        Set<Retransmissions.Key> last = new HashSet<>();
        for (int i = 0; i < 10 * most; i++) {
            Retransmissions.Key key = new Retransmissions.Key(random.nextLong(), random.nextLong());
            assertThat(seen.seen(key, 0)).isEqualTo(State.NEW);
            if (i >= 10 * most - most / 2) {
                last.add(key);
            }
        }

        assertThat(last).allSatisfy(key -> assertThat(seen.seen(key, 0)).isEqualTo(State.WAITING));
    }
}
