package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Batches that become named objects have the same rows under the same name, whatever happens. */
class NamedObjectsTest {

    private final World world =
            new World().limits(new Limits(3, 1 << 20, Duration.ofSeconds(2), 1)).namesBy(stream -> World.NAMES);
    private final StreamConfiguration stream = stream("s", 1);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private long checkpoints;
    private Stores snapshot = new Stores();

    NamedObjectsTest() {
        world.leaveOpen();
    }

    private Stores snapshotTaken() {
        Stores stores = world.snapshot();
        world.engine().snapshotTaken(++checkpoints);
        return stores;
    }

    private Stores checkpoint() {
        Stores stores = snapshotTaken();
        world.checkpointCompleted(checkpoints);
        return stores;
    }

    /** Appends this many events and completes the checkpoint that lets their object leave; returns its name. */
    private String sentWith(int events) {
        world.configure(stream);
        world.events(1, 1, events);
        world.pass(Duration.ofSeconds(2));
        snapshot = checkpoint();
        return sentObject().name();
    }

    private void assertSent(long from, long to, String name, boolean first) {
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(from, to));
        assertThat(sentObject()).isEqualTo(new Batch.NamedObject(name, first));
    }

    private void assertSentUnderAnotherName(long from, long to, String name) {
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(from, to));
        assertThat(sentObject().name()).isNotEqualTo(name);
        assertThat(sentObject().isFirstAttempt()).isTrue();
    }

    private Batch.NamedObject sentObject() {
        return Objects.requireNonNull(world.open.getFirst().batch().object());
    }

    private static StreamConfiguration filtered(StreamConfiguration s) {
        return s.withFilters(Filters.NONE.withEventTypes(Set.of(1, 2)));
    }

    @Test
    void nothingIsSentBeforeTheCheckpointThatHasTheNameIsComplete() {
        world.configure(stream);
        snapshotTaken();
        world.events(1, 1, 3);
        world.checkpointCompleted(checkpoints);
        assertThat(world.open).as("that checkpoint was taken before").isEmpty();
        snapshotTaken();
        assertThat(world.open).as("taken, and not complete").isEmpty();
        world.checkpointCompleted(checkpoints);
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(1, 3));
        assertThat(sentObject().isFirstAttempt()).isTrue();
    }

    @Test
    void anotherAttemptHasTheSameNameAndRowsAndSaysSo() {
        String name = sentWith(2);
        world.answer(Outcome.unanswered(504, "deadline"));
        world.events(1, 3, 9);
        world.pass(Duration.ofSeconds(1));
        assertSent(1, 2, name, false);
    }

    @Test
    void afterARestoreTheObjectIsTheSame() {
        String name = sentWith(2);
        world.restore(snapshot, stream);
        world.events(1, 3, 9);
        // it was safe already: it waits for no other checkpoint
        assertSent(1, 2, name, false);
    }

    /** Makes an object of three documents, the first of which leaves the history within the hour; returns its name. */
    private String sentWithOldOnes() {
        world.configure(stream);
        long old =
                world.now().minus(World.DEFAULTS.retention()).plus(HALF_AN_HOUR).toEpochMilli();
        world.append(1, RecordKind.EVENT, 1, 1, "8900000000000000001", old);
        world.events(1, 2, 3);
        world.pass(Duration.ofSeconds(2));
        snapshot = checkpoint();
        String name = sentObject().name();
        assertSent(1, 3, name, true);
        world.setClock(HALF_AN_HOUR.multipliedBy(2));
        world.answer(Outcome.unanswered(504, "deadline"));
        world.pass(Duration.ofMinutes(1));
        return name;
    }

    @Test
    void whatIsLeftOfAnObjectIsSentWhenACheckpointHasIt() {
        String name = sentWithOldOnes();
        assertThat(world.open).as("the last checkpoint has all three").isEmpty();
        Stores left = checkpoint();
        assertSent(2, 3, name, false);
        world.restore(left, stream);
        world.setClock(HALF_AN_HOUR.multipliedBy(-2));
        assertSent(2, 3, name, false);
    }

    @Test
    void anObjectIsWholeAgainIfNothingLessMayBeThere() {
        String name = sentWithOldOnes();
        world.setClock(HALF_AN_HOUR.multipliedBy(-2));
        world.restore(snapshot, stream);
        assertSent(1, 3, name, false);
    }

    @Test
    void aNameThatIsTakenIsReplacedByThatOfAnotherSecond() {
        String name = sentWith(3);
        world.answer(Outcome.nameTaken(412, "HTTP 412"));
        assertThat(world.open).as("the new name has to be safe, too").isEmpty();
        checkpoint();
        assertSentUnderAnotherName(1, 3, name);
    }

    @Test
    void streamsOfAnOrganisationNeverShareASecondOfOneSpace() {
        world.configure(stream);
        world.configure(stream("other", 1));
        world.events(1, 1, 3);
        checkpoint();
        assertThat(world.open)
                .hasSize(2)
                .extracting(request ->
                        Objects.requireNonNull(request.batch().object()).name())
                .doesNotHaveDuplicates();
    }

    @Test
    void aSecondIsNotGivenAgainAfterARestore() {
        String name = sentWith(3);
        world.restore(snapshot, stream);
        world.answer(Outcome.delivered(200));
        world.events(1, 4, 6);
        checkpoint();
        assertSentUnderAnotherName(4, 6, name);
    }

    @Test
    void theDrainDoesNotWaitForACheckpoint() {
        world.configure(stream);
        world.events(1, 1, 3);
        assertThat(world.open).isEmpty();
        world.engine().beginDrain();
        world.run();
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(1, 3));
    }

    @Test
    void aPauseKeepsTheObject() {
        String name = sentWith(2);
        world.open.clear();
        world.configure(paused(stream));
        world.events(1, 3, 9);
        world.configure(stream);
        assertSent(1, 2, name, false);
    }

    @Test
    void aChangedFilterCutsTheObjectAnew() {
        String name = sentWith(2);
        world.open.clear();
        world.event(1, 3);
        world.configure(filtered(stream));
        assertThat(world.open).isEmpty();
        checkpoint();
        assertSentUnderAnotherName(1, 3, name);
    }

    @Test
    void oneCheckpointHasAsManyObjectsAsThereAreDocumentsFor() {
        world.configure(stream);
        world.events(1, 1, 20);
        checkpoint();
        for (int object = 0; object < 6; object++) {
            assertThat(world.open.getFirst().ids()).isEqualTo(ids(3L * object + 1, 3L * object + 3));
            assertThat(sentObject().isFirstAttempt()).isTrue();
            world.answer(Outcome.delivered(200));
        }
        assertThat(world.open).as("the rest waits for more").isEmpty();
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 18)).doesNotHaveDuplicates();
    }

    @Test
    void anObjectIsFilledHoweverManyReadingsThatTakes() {
        int documents = 500;
        int documentsOfAFrame = 1;
        World small = new World(World.options(
                        World.DEFAULTS.drainTimeout(), World.DEFAULTS.maxRequests(), 1 << 12, documentsOfAFrame))
                .limits(new Limits(documents, 1 << 20, Duration.ofSeconds(2), 1))
                .namesBy(each -> World.NAMES);
        small.leaveOpen();
        small.configure(stream);
        small.events(1, 1, documents + 1);
        small.pass(Duration.ofSeconds(1));
        small.snapshot();
        small.engine().snapshotTaken(1);
        small.checkpointCompleted(1);
        assertThat(small.open.getFirst().ids()).isEqualTo(ids(1, documents));
    }

    @Test
    void objectsThatWereSafeMayAllBeThereAfterARestore() {
        world.configure(stream);
        world.events(1, 1, 9);
        Stores stores = checkpoint();
        world.answer(Outcome.delivered(200));
        world.answer(Outcome.delivered(200));
        world.restore(stores, stream);
        for (int object = 0; object < 3; object++) {
            assertThat(world.open.getFirst().ids()).isEqualTo(ids(3L * object + 1, 3L * object + 3));
            assertThat(sentObject().isFirstAttempt()).isFalse();
            world.answer(Outcome.delivered(412));
        }
        assertThat(world.open).isEmpty();
    }

    @Test
    void anAnswerThatSaysNoDoesNotMakeAForeignObjectOurs() {
        world.configure(stream);
        world.events(1, 1, 3);
        checkpoint();
        world.answer(Outcome.tryAgain(503, "slow down", null));
        world.pass(Duration.ofSeconds(10));
        assertThat(sentObject().isFirstAttempt()).isTrue();
    }
}
