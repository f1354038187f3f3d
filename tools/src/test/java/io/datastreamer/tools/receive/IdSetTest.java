package io.datastreamer.tools.receive;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class IdSetTest {

    @Test
    void behavesAsAnySet() {
        SplittableRandom random = new SplittableRandom(1);
        IdSet ids = new IdSet();
        Set<Long> plain = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long id = random.nextLong(-50_000, 50_000);
            assertThat(ids.add(id)).isEqualTo(plain.add(id));
        }
        assertThat(ids.size()).isEqualTo(plain.size());
    }
}
