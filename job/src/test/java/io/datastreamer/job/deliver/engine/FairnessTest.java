package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many streams to one receiver share one receiver's part of the budget, instead of having one part each. Also tests
 * what the counters of a stream mean.
 */
class FairnessTest {
    private static final int MOST_REQUESTS = World.DEFAULTS.maxRequests();

    private final World world =
            new World().receiversBy(stream -> stream.id().startsWith("same") ? "one" : "own of " + stream.id());

    private long openOf(String prefix) {
        return world.open.stream()
                .filter(request -> request.streamId().startsWith(prefix))
                .count();
    }

    /** Streams in good standing: each has delivered quickly. */
    private void streams(String prefix, int from, int count) {
        for (int i = from; i < from + count; i++) {
            world.configure(stream(prefix + i, i));
            world.event(i, 1);
        }
    }

    @Test
    void oneReceiverHasAQuarterAtMostAndTheOthersTheRest() {
        streams("same", 1, 300);
        streams("other", 1_001, 300);
        world.leaveOpen();
        for (int i = 0; i < 300; i++) {
            world.event(1 + i, 2);
            world.event(1_001 + i, 2);
        }
        assertThat(openOf("same")).isEqualTo(MOST_REQUESTS / 4);
        assertThat(openOf("other")).isEqualTo(MOST_REQUESTS - MOST_REQUESTS / 4);
    }

    @Test
    void aReceiverThatWasNeverTriedHasAQuarterOfTheShare() {
        world.leaveOpen();
        for (int i = 1; i <= 300; i++) {
            world.configure(stream("same" + i, i));
            world.event(i, 1);
        }
        assertThat(openOf("same")).isEqualTo(MOST_REQUESTS / 8 / 4);
    }

    @Test
    void whoWaitsForItsReceiverHasItsTurnWhenARequestEnds() {
        streams("same", 1, 300);
        world.leaveOpen();
        for (int i = 1; i <= 300; i++) {
            world.event(i, 2);
        }
        for (int answered = 0; answered < 300 - MOST_REQUESTS / 4; answered++) {
            world.answer(Outcome.delivered(200));
            assertThat(openOf("same")).isEqualTo(MOST_REQUESTS / 4);
        }
        while (!world.open.isEmpty()) {
            world.answer(Outcome.delivered(200));
        }
        assertThat(world.accepted.values()).hasSize(300).allMatch(ids -> ids.size() == 2);
        assertThat(world.engine().requestsInFlight()).isZero();
    }

    // ---- counters

    @Test
    void aReplayForwardCountsWhatItJumpsOver() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(paused(stream));
        world.events(1, 1, 5);
        world.pass(Duration.ofHours(1));
        world.event(1, 6);
        world.configure(stream.withReplay(new StreamConfiguration.Replay(world.now(), "forward")));
        assertThat(world.acceptedBy("s")).containsExactly(6L);
        StreamLanes lanes = world.engine().stream("s");
        assertThat(lanes).isNotNull();
        Cursor cursor = lanes.lanes().get(0).cursor();
        assertThat(cursor.skipped()).isEqualTo(5);
        assertThat(cursor.before()).isEqualTo(cursor.delivered() + cursor.skipped());
    }

    @Test
    void whatTheReceiverDropsAsTooOldIsDeliveredAndCountsAsStale() {
        world.answering(request -> Outcome.deliveredWithStale(202, request.ids().size()));
        world.configure(stream("s", 1));
        world.events(1, 1, 3);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status("s").delivered()).isEqualTo(3);
        assertThat(world.status("s").stale()).isEqualTo(3);
    }
}
