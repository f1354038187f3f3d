package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.LookBack;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients that ask for the documents before a batch get them from the journal, whatever was restarted. */
class LookBackTest {
    private static final StreamConfiguration STREAM = stream("s", 1);

    private final World world = new World();
    /** The documents before the batch that begins with an id. */
    private final Map<Long, @Nullable List<Long>> before = new HashMap<>();

    private @Nullable LookBack wanted = new LookBack(3, Duration.ofMinutes(1));

    LookBackTest() {
        world.lookBacksBy(stream -> wanted);
        world.answering(request -> {
            List<Batch.Item> shown = request.batch().before();
            before.put(
                    request.ids().get(0),
                    shown == null ? null : shown.stream().map(Batch.Item::id).toList());
            return Outcome.delivered(200);
        });
        world.configure(STREAM);
    }

    @Test
    void showsSoManyOfTheKindAndNoOlderOnes() {
        world.events(1, 1, 3);
        world.usage(1, 100);
        world.events(1, 4, 5);
        world.pass(Duration.ofSeconds(40));
        world.event(1, 6);
        world.pass(Duration.ofSeconds(40));
        world.event(1, 7);
        world.pass(Duration.ofMinutes(2));
        world.event(1, 8);

        assertThat(before)
                .containsEntry(1L, List.of())
                .containsEntry(3L, List.of(1L, 2L))
                .containsEntry(5L, List.of(2L, 3L, 4L))
                .containsEntry(6L, List.of(3L, 4L, 5L))
                .containsEntry(7L, List.of(6L))
                .containsEntry(8L, List.of());
    }

    @Test
    void showsNothingThatTheStreamLeavesOut() {
        world.configure(STREAM.withFilters(Filters.NONE.withEventTypes(Set.of(2))));
        world.append(1, RecordKind.EVENT, 2, 11);
        world.append(1, RecordKind.EVENT, 1, 12);
        before.clear();
        world.append(1, RecordKind.EVENT, 2, 13);

        assertThat(before).containsValue(List.of(11L));
    }

    @Test
    void nothingIsReadForWhoDoesNotAsk() {
        wanted = null;
        world.events(1, 1, 3);

        assertThat(before).hasSize(3);
        assertThat(before.values()).containsOnlyNulls();
    }

    @Test
    void aRestartChangesNothing() {
        world.events(1, 1, 3);
        Stores snapshot = world.snapshot();
        world.event(1, 4);
        before.clear();

        world.restore(snapshot, STREAM);
        world.event(1, 5);

        assertThat(before).containsExactly(Map.entry(5L, List.of(1L, 2L, 3L)));
    }
}
