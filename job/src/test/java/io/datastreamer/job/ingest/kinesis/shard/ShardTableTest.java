package io.datastreamer.job.ingest.kinesis.shard;

import io.datastreamer.job.ingest.kinesis.shard.ShardListing.Listed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShardTableTest {
    private static final Listed A = new Listed("a", List.of());
    private static final Listed B = new Listed("b", List.of());
    private static final Listed A1 = new Listed("a1", List.of("a"));
    private static final Listed A2 = new Listed("a2", List.of("a"));
    private static final Listed AB = new Listed("ab", List.of("a", "b"));

    private ShardTable table = new ShardTable(ShardPosition.EARLIEST);

    @Test
    void parentsAreReadBeforeTheirChildren() {
        table.listed(List.of(A, A1, A2));
        assertThat(ready()).containsExactly("a");

        table.held("a", 0);
        assertThat(ready()).isEmpty();
        table.ended("a", 0);
        assertThat(ready()).isEmpty();

        table.snapshot(1);
        assertThat(ready()).isEmpty();
        table.completed(1);
        assertThat(ready()).containsExactly("a1", "a2");
    }

    @Test
    void aCheckpointThatWasBegunBeforeTheEndIsNotEnough() {
        table.listed(List.of(A, A1));
        table.held("a", 0);
        table.snapshot(1);
        table.ended("a", 0);
        table.completed(1);
        assertThat(ready()).isEmpty();

        table.snapshot(2);
        table.snapshot(3);
        table.completed(3);
        assertThat(ready()).containsExactly("a1");
    }

    @Test
    void aMergedShardWaitsForBothParents() {
        table.listed(List.of(A, B, AB));
        table.held("a", 0);
        table.held("b", 1);
        table.ended("a", 0);
        table.snapshot(1);
        table.completed(1);
        assertThat(ready()).isEmpty();

        table.ended("b", 1);
        table.snapshot(2);
        table.completed(2);
        assertThat(ready()).containsExactly("ab");
    }

    @Test
    void aParentThatLeftTheStreamBeforeWeCameIsNotWaitedFor() {
        table.listed(List.of(A1));

        assertThat(ready()).containsExactly("a1");
    }

    @Test
    void aParentThatIsBeingReadIsWaitedForThoughTheStreamListsItNoMore() {
        table.listed(List.of(A));
        table.held("a", 0);
        table.listed(List.of(A1));

        assertThat(ready()).isEmpty();
    }

    @Test
    void whatHasEndedIsRememberedWhileItIsListed() {
        table.listed(List.of(A));
        table.held("a", 0);
        table.ended("a", 0);
        table.snapshot(1);
        table.completed(1);

        assertThat(table.listed(List.of(A, A1))).isEqualTo(1);
        assertThat(ready()).containsExactly("a1");

        table.listed(List.of(A1));
        assertThat(table.snapshot(2)).extracting(kept -> kept.split().shard()).containsExactly("a1");
    }

    @Test
    void anEndThatAFailureTakesBackIsWaitedForAgain() {
        table.listed(List.of(A, A1));
        table.held("a", 0);
        table.ended("a", 0);
        table.snapshot(1);
        // before that checkpoint is complete; the reader begins anew from an older one, and reads "a" to its end again
        table.back(List.of(), 0);
        table.snapshot(2);
        table.completed(2);
        assertThat(ready()).isEmpty();

        table.ended("a", 0);
        table.snapshot(3);
        table.completed(3);
        assertThat(ready()).containsExactly("a1");
    }

    @Test
    void theEndOfAnotherReadersShardStays() {
        table.listed(List.of(A, A1));
        table.held("a", 0);
        table.ended("a", 0);
        table.back(List.of(), 1);
        table.snapshot(1);
        table.completed(1);

        assertThat(ready()).containsExactly("a1");
    }

    @Test
    void aShardThatComesBackIsGivenOutFromWhereItWas() {
        table.listed(List.of(A));
        table.held("a", 0);
        ShardSplit split = new ShardSplit("a", ShardPosition.after("17", 3));
        table.back(List.of(split), 0);

        assertThat(table.ready()).containsExactly(split);
        assertThat(table.count(0)).isZero();
    }

    @Test
    void theEndIsInACheckpointAndItsChildrenGoOnFromThere() throws IOException {
        table = new ShardTable(ShardPosition.time(77));
        table.listed(List.of(A, B, A1, AB));
        table.held("a", 0);
        table.held("b", 1);
        table.ended("a", 0);

        restore(table.snapshot(1));
        assertThat(table.start()).isEqualTo(ShardPosition.time(77));
        assertThat(table.ready()).containsExactly(new ShardSplit("a1", ShardPosition.time(77)));

        // a reader that has the end in its state reports it again
        table.ended("a", 0);
        table.held("b", 0);
        assertThat(table.count(0)).isEqualTo(1);
        assertThat(ready()).containsExactly("a1");
        table.ended("b", 0);
        table.snapshot(2);
        table.completed(2);
        assertThat(ready()).containsExactly("a1", "ab");
    }

    @Test
    void positionsSurviveACheckpoint() throws IOException {
        ShardSplitSerializer serializer = new ShardSplitSerializer();
        for (ShardPosition position : List.of(
                ShardPosition.EARLIEST,
                ShardPosition.END,
                ShardPosition.time(1),
                ShardPosition.after("49590338271490256608559692538361571095921575989136588898", 7))) {
            ShardSplit split = new ShardSplit("shardId-000000000001", position);
            assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
                    .isEqualTo(split);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> serializer.deserialize(9, new byte[0]))
                .withMessageContaining("version 9");
    }

    private void restore(List<ShardTable.Kept> kept) throws IOException {
        ShardTableSerializer serializer = new ShardTableSerializer();
        byte[] bytes = serializer.serialize(new ShardTableState("stream", table.start(), kept));
        ShardTableState state = serializer.deserialize(serializer.getVersion(), bytes);
        assertThat(state.stream()).isEqualTo("stream");
        table = new ShardTable(state.start(), state.shards());
    }

    private List<String> ready() {
        return table.ready().stream().map(ShardSplit::shard).toList();
    }
}
