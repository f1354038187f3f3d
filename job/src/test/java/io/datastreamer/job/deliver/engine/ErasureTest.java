package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** An erasure removes what an organisation's journal holds at once, and affects no other organisation. */
class ErasureTest {
    private static final Duration MOMENT = Duration.ofSeconds(15);

    private final World world = new World();

    private static StreamConfiguration historic(String id, long organisation) {
        return stream(id, organisation, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of());
    }

    @Test
    void nothingOfItIsSentAnyMore() {
        world.configure(stream("live", 1));
        world.configure(paused(stream("paused", 1)));
        world.configure(paused(stream("other", 2)));
        world.events(1, 1, 5);
        world.events(2, 11, 13);
        world.pass(MOMENT);

        world.erase(1);
        world.events(1, 6, 8);
        world.configure(historic("new", 1));
        world.configure(stream("paused", 1));
        world.configure(stream("other", 2));
        world.pass(MOMENT);

        assertThat(world.acceptedBy("live")).isEqualTo(ids(1, 8));
        assertThat(world.acceptedBy("paused")).isEqualTo(ids(6, 8));
        assertThat(world.acceptedBy("new")).isEqualTo(ids(6, 8));
        assertThat(world.acceptedBy("other")).isEqualTo(ids(11, 13));
        assertThat(world.status("paused").expired()).isEqualTo(5);
        assertThat(world.status("live").expired()).isZero();
        assertThat(world.status("new").expired()).isZero();
        assertThat(world.status("paused").pending()).isZero();
    }

    @Test
    void anErasureOfNothingIsNone() {
        world.configure(stream("live", 1));
        world.erase(1);
        world.erase(2);
        world.events(1, 1, 2);
        world.pass(MOMENT);
        world.erase(1);
        world.erase(1);
        world.events(1, 3, 4);
        world.pass(MOMENT);
        assertThat(world.acceptedBy("live")).isEqualTo(ids(1, 4));
        assertThat(world.status("live").expired()).isZero();
    }

    @Test
    void itsBytesLeaveTheStoreEvenIfTheProcessDiesBetween() {
        World small = new World(World.options(World.DEFAULTS.drainTimeout(), 16, 1_000, 200));
        StreamConfiguration paused = paused(stream("s", 1));
        small.configure(paused);
        small.events(1, 1, 3_000);
        int full = small.snapshot().valuesOf(World.journalKey(1));
        assertThat(full).isGreaterThan(100);

        small.erase(1);
        Stores half = small.snapshot();
        small.restore(half, paused);
        small.events(1, 3_001, 3_003);
        small.pass(Duration.ofHours(1));

        assertThat(small.snapshot().valuesOf(World.journalKey(1))).isLessThan(5);
        small.configure(stream("s", 1));
        small.pass(MOMENT);
        assertThat(small.acceptedBy("s")).isEqualTo(List.of(3_001L, 3_002L, 3_003L));
        assertThat(small.status("s").expired()).isEqualTo(3_000);
    }
}
