package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.VirtualClock.Costs;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever customers change while lanes are restored after a restart, the result is the same as without the restart.
 */
class RestoreTest {
    /** Work that takes so long that a turn has time for one piece. */
    private static final Costs SLOW = new Costs(0, 6_000_000, 0, 0, 0, 0);

    private static final List<StreamConfiguration> STREAMS = List.of(
            made("idle", 1, StreamType.EVENTS, StreamConfiguration.State.RUNNING),
            made("fails", 1, StreamType.EVENTS, StreamConfiguration.State.RUNNING),
            made("named", 1, StreamType.EVENTS, StreamConfiguration.State.RUNNING),
            made("paused", 2, StreamType.USAGE_AND_EVENTS, StreamConfiguration.State.PAUSED),
            made("window", 2, StreamType.USAGE_AND_EVENTS, StreamConfiguration.State.RUNNING));

    /** What a customer does to a stream. */
    private enum Change {
        NONE,
        PAUSE,
        RESUME,
        DELETE,
        FILTER,
        BUCKET,
        REPLAY,
        OTHER_KIND,
        DELETE_AND_MAKE_AGAIN,
        NEW_STREAM
    }

    private record Todo(Change change, StreamConfiguration stream) {}

    /** The state at the end. */
    private record End(
            Map<String, String> cursors,
            Map<String, List<Long>> accepted,
            Map<String, StreamStatus.State> states,
            Map<String, Long> pending,
            List<String> gone,
            Set<String> names,
            List<Long> lost) {}

    private static StreamConfiguration made(
            String id, long organisation, StreamType type, StreamConfiguration.State state) {
        return stream(id, organisation, type, false, state, Map.of("bucket", "first"));
    }

    // ---- before the restart

    /** A world in which nothing is under way, with streams in all kinds of states. */
    private static final class Life {
        private final World world = new World();
        private final Set<String> namesBefore = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private final List<Long> lost = new ArrayList<>();
        private boolean isWell;

        Life() {
            world.limitsBy(Life::limits);
            world.namesBy(stream -> stream.id().equals("named")
                    ? World.namesIn(String.valueOf(stream.settings().get("bucket")))
                    : null);
            world.answering(this::answer);
            STREAMS.forEach(world::configure);
            for (int id = 1; id <= 8; id++) {
                world.append(1, RecordKind.EVENT, id % 3, id);
                world.append(2, RecordKind.EVENT, id % 3, id);
                world.usage(2, 100 + id);
            }
            // objects are cut, and nobody has sent them
            world.pass(Duration.ofSeconds(3));
            Lane named = Objects.requireNonNull(world.engine().stream("named"))
                    .lanes()
                    .get(0);
            named.cursor().fixed().forEach(batch -> namesBefore.add(batch.name()));
        }

        private static Limits limits(StreamConfiguration stream) {
            return switch (stream.id()) {
                case "window" -> new Limits(1, 1 << 20, Duration.ZERO, 4);
                case "named" -> new Limits(3, 1 << 20, Duration.ofSeconds(2), 1);
                default -> new Limits(3, 1 << 20, Duration.ZERO, 1);
            };
        }

        private Outcome answer(Request request) {
            if (!isWell && !request.streamId().equals("idle")) {
                return Outcome.tryAgain(503, "HTTP 503", Duration.ofSeconds(20));
            }
            Batch.NamedObject object = request.batch().object();
            if (object == null) {
                return Outcome.delivered(200);
            }
            String bucket = String.valueOf(request.settings().get("bucket"));
            // the other bucket has objects of others under the names that the first bucket's objects have
            boolean isForeign = bucket.equals("second") && namesBefore.contains(object.name());
            if (isForeign && object.isFirstAttempt()) {
                return Outcome.nameTaken(412, "HTTP 412");
            }
            if (isForeign) {
                lost.addAll(request.ids());
                return Outcome.delivered(412);
            }
            names.add(bucket + "/" + object.name() + request.ids());
            return Outcome.delivered(200);
        }

        /** The process comes back, and this many of its streams are restored. */
        Life restartedUpTo(int streams) {
            world.restore(world.snapshot());
            world.mailsAtOnce(0);
            world.costing(SLOW);
            STREAMS.forEach(world::restoreBitByBit);
            restoreUpTo(streams);
            return this;
        }

        void restoreUpTo(int streams) {
            world.mailsAtOnce(1);
            for (int mails = 0; there() < streams; mails++) {
                assertThat(mails).as("mails until " + streams + " are there").isLessThan(1_000);
                world.run();
            }
            world.mailsAtOnce(0);
        }

        private long there() {
            return STREAMS.stream()
                    .filter(stream -> world.engine().stream(stream.id()) != null || isGone(stream))
                    .count();
        }

        private boolean isGone(StreamConfiguration stream) {
            return world.goneStreams.contains(stream.id());
        }

        Life doing(Todo todo) {
            StreamConfiguration s = todo.stream();
            switch (todo.change()) {
                case NONE -> {
                    // somebody else's turn
                }
                case PAUSE -> world.configure(World.paused(s));
                case RESUME -> world.configure(World.withState(s, StreamConfiguration.State.RUNNING));
                case DELETE -> world.remove(s.id());
                case FILTER ->
                    world.configure(
                            changed(s, s.streamType(), s.settings(), Filters.NONE.withEventTypes(Set.of(1)), null));
                case BUCKET ->
                    world.configure(
                            changed(s, s.streamType(), new Settings(Map.of("bucket", "second")), s.filters(), null));
                case REPLAY ->
                    world.configure(changed(
                            s,
                            s.streamType(),
                            s.settings(),
                            Filters.NONE,
                            new StreamConfiguration.Replay(Instant.ofEpochMilli(World.START), "again")));
                case OTHER_KIND -> {
                    StreamType other =
                            s.streamType() == StreamType.EVENTS ? StreamType.USAGE_AND_EVENTS : StreamType.USAGE;
                    world.configure(changed(s, other, s.settings(), Filters.NONE, null));
                }
                case DELETE_AND_MAKE_AGAIN -> {
                    world.remove(s.id());
                    world.configure(s);
                }
                case NEW_STREAM ->
                    world.configure(made("new", 1, StreamType.EVENTS, StreamConfiguration.State.RUNNING));
            }
            return this;
        }

        private static StreamConfiguration changed(
                StreamConfiguration s,
                StreamType type,
                Settings settings,
                Filters filters,
                StreamConfiguration.@Nullable Replay replay) {
            return s.withStreamType(type)
                    .withSettings(settings)
                    .withFilters(filters)
                    .withReplay(replay);
        }

        /** All receivers get well, and have time. */
        End end() {
            world.costing(Costs.NONE);
            world.mailsAtOnce(Integer.MAX_VALUE);
            isWell = true;
            world.run();
            for (int checkpoint = 1; checkpoint <= 4; checkpoint++) {
                world.pass(Duration.ofSeconds(30));
                world.snapshot();
                world.engine().snapshotTaken(checkpoint);
                world.checkpointCompleted(checkpoint);
            }
            world.pass(Duration.ofMinutes(20));
            Map<String, String> cursors = new TreeMap<>();
            Map<String, StreamStatus.State> states = new TreeMap<>();
            Map<String, Long> pending = new TreeMap<>();
            world.statuses.forEach((id, status) -> {
                states.put(id, status.state());
                pending.put(id, status.pending());
                StreamLanes stream = Objects.requireNonNull(world.engine().stream(id));
                stream.lanes().forEach(lane -> cursors.put(lane.name(), withoutTime(lane.cursor())));
            });
            assertThat(world.stores().lanes()).containsExactlyInAnyOrderElementsOf(cursors.keySet());
            Map<String, List<Long>> accepted = new TreeMap<>();
            world.accepted.forEach((id, ids) -> {
                if (!ids.isEmpty()) {
                    accepted.put(id, ids.stream().sorted().toList());
                }
            });
            return new End(cursors, accepted, states, pending, List.copyOf(world.goneStreams), names, lost);
        }

        private static String withoutTime(Cursor c) {
            return c.position() + " " + c.before() + " " + c.reached() + " " + c.counters() + " " + c.lastReplayId()
                    + " " + c.fixed();
        }
    }

    // ---- the same with and without

    @Test
    void anyChangeAtAnyPointOfARestoreComesToTheSame() {
        for (Change change : Change.values()) {
            for (StreamConfiguration stream : STREAMS) {
                Todo todo = new Todo(change, stream);
                End expected = new Life().doing(todo).end();
                assertThat(expected.lost()).isEmpty();
                for (int point = 0; point <= STREAMS.size(); point++) {
                    assertThat(new Life().restartedUpTo(point).doing(todo).end())
                            .as(change + " of " + stream.id() + " after " + point)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void severalChangesInBetweenComeToTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 300; run++) {
            Life without = new Life();
            Life with = new Life().restartedUpTo(0);
            List<Todo> done = new ArrayList<>();
            Set<StreamConfiguration> left = new HashSet<>(STREAMS);
            for (int point = random.nextInt(3); point <= STREAMS.size(); point += 1 + random.nextInt(2)) {
                with.restoreUpTo(point);
                StreamConfiguration stream = STREAMS.get(random.nextInt(STREAMS.size()));
                Change change = Change.values()[random.nextInt(Change.values().length)];
                // each version of a stream comes after the one before: one change of each is enough
                if (left.remove(stream)) {
                    Todo todo = new Todo(change, stream);
                    done.add(todo);
                    with.doing(todo);
                    without.doing(todo);
                }
            }
            assertThat(with.end()).as("run " + run + ": " + done).isEqualTo(without.end());
        }
    }
}
