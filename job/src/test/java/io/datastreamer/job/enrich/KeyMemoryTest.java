package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.enrich.KeyMemory.Remembered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Which keys are in heap, what is written when, and that keys that leave the heap lose nothing. */
class KeyMemoryTest {
    private final State<Subscriber> subscribers = new State<>();
    private final State<RecentRecords> recents = new State<>();
    private final KeyMemory memory = memory(3);
    private String currentKey = "";

    private KeyMemory memory(int maxInHeap) {
        return new KeyMemory(subscribers, recents, new State<>(), key -> currentKey = key, maxInHeap);
    }

    /** Keyed state that tells which keys were read and written. */
    private final class State<T> implements ValueState<T> {
        private final Map<String, T> values = new HashMap<>();
        private final List<String> read = new ArrayList<>();
        private final List<String> written = new ArrayList<>();

        @Override
        public @Nullable T value() {
            read.add(currentKey);
            return values.get(currentKey);
        }

        @Override
        public void update(T value) {
            written.add(currentKey);
            values.put(currentKey, value);
        }

        @Override
        public void clear() {
            values.remove(currentKey);
        }
    }

    private Remembered use(String key) throws Exception {
        currentKey = key;
        return memory.of(key);
    }

    private void remember(String key, long id) throws Exception {
        memory.remember(use(key), RecordKind.EVENT, id, 100, 0, 10);
    }

    private List<String> keysThatWereRead(String... keys) throws Exception {
        subscribers.read.clear();
        for (String key : keys) {
            use(key);
        }
        return List.copyOf(subscribers.read);
    }

    @Test
    void aKeyInHeapIsNotReadAgain() throws Exception {
        assertThat(keysThatWereRead("a", "b", "a", "b", "c", "a")).containsExactly("a", "b", "c");
    }

    @Test
    void theFirstThatWasNotUsedAgainLeaves() throws Exception {
        keysThatWereRead("a", "b", "c", "a", "c", "d");
        assertThat(keysThatWereRead("a", "c", "d")).isEmpty();
        assertThat(keysThatWereRead("b")).containsExactly("b");
    }

    @Test
    void whereAllWereUsedTheFirstLeaves() throws Exception {
        keysThatWereRead("a", "b", "c", "a", "b", "c", "d");
        assertThat(keysThatWereRead("b", "c", "d")).isEmpty();
        assertThat(keysThatWereRead("a")).containsExactly("a");
    }

    @Test
    void noMoreThanAllowedAreInHeap() throws Exception {
        keysThatWereRead("a", "b", "c", "d", "e", "f");
        assertThat(keysThatWereRead("d", "e", "f")).isEmpty();
        assertThat(keysThatWereRead("a", "b", "c")).containsExactly("a", "b", "c");
    }

    @Test
    void whereNoneIsAllowedEachIsRead() throws Exception {
        KeyMemory none = memory(0);
        currentKey = "a";
        none.remember(none.of("a"), RecordKind.EVENT, 7, 100, 0, 10);
        assertThat(none.of("a").hasSeen(RecordKind.EVENT, 7, 0)).isTrue();
        assertThat(recents.read).containsExactly("a", "a");
    }

    @Test
    void aRecordIsWrittenBeforeACheckpoint() throws Exception {
        remember("a", 7);
        remember("b", 8);
        remember("a", 9);
        assertThat(recents.written).isEmpty();

        memory.write();
        assertThat(recents.written).containsExactly("a", "b");
        assertThat(recents.values.get("a")).extracting(RecentRecords::size).isEqualTo(2);

        use("b");
        remember("a", 10);
        memory.write();
        assertThat(recents.written).containsExactly("a", "b", "a");
    }

    @Test
    void whoLeavesTheHeapIsWrittenAndTheCurrentKeyStays() throws Exception {
        remember("a", 7);
        keysThatWereRead("b", "c", "d");
        assertThat(recents.written).containsExactly("a");
        assertThat(currentKey).isEqualTo("d");

        memory.write();
        assertThat(recents.written).containsExactly("a");
    }

    @Test
    void aCheckpointWaitsForABoundedNumberOfKeys() throws Exception {
        KeyMemory large = memory(60_000);
        for (int i = 0; i < 51_000; i++) {
            currentKey = "sim-" + i;
            large.remember(large.of(currentKey), RecordKind.EVENT, i, 100, 0, 10);
            assertThat(currentKey).isEqualTo("sim-" + i);
        }
        assertThat(recents.written).hasSize(1_000).startsWith("sim-0", "sim-1").endsWith("sim-999");

        large.write();
        assertThat(recents.values).hasSize(51_000);
        assertThat(recents.written).hasSize(51_000);
    }

    @Test
    void whatIsForgottenIsWrittenToo() throws Exception {
        remember("a", 7);
        memory.write();
        memory.forget(use("a"), Set.of(7L), Set.of());
        memory.write();
        assertThat(recents.values).isEmpty();
    }

    @Test
    void whoLeavesTheHeapIsStillKnown() throws Exception {
        remember("a", 7);
        keysThatWereRead("b", "c", "d", "e");
        Remembered again = use("a");
        assertThat(recents.read).endsWith("a");
        assertThat(again.hasSeen(RecordKind.EVENT, 7, 0)).isTrue();
        assertThat(use("b").hasSeen(RecordKind.EVENT, 7, 0)).isFalse();
    }
}
