package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes lanes and requests for tests, without an engine. */
public final class Flights {
    /** The start of the tests, milliseconds since the epoch. */
    public static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private Flights() {}

    /** A lane of events that never delivered anything, with a receiver of its own. */
    public static Lane lane(String streamId) {
        return lane(streamId, "receiver of " + streamId);
    }

    /** A lane of events that never delivered anything. */
    public static Lane lane(String streamId, String receiver) {
        return lane(streamId, new Place(receiver, null));
    }

    /** A lane whose client has a certificate that expires at a time. */
    public static Lane certified(String streamId, Instant expiresAt) {
        return lane(streamId, new Place("receiver", expiresAt));
    }

    private static Lane lane(String streamId, Place place) {
        StreamConfiguration stream = StreamConfiguration.of(
                        streamId, 1, StreamType.EVENTS, ApiType.REST_API_BULK, new Settings(Map.of()))
                .withCreatedAt(Instant.ofEpochMilli(START));
        StreamLanes lanes = new StreamLanes(stream, "1/0");
        lanes.configure(stream, new Integrations(List.of(place)));
        Cursor start = Cursor.at(new Mark(new Position(0, 0), Counts.NONE), 0, "");
        return new Lane(lanes, RecordKind.EVENT, start, false);
    }

    /** A lane that delivered quickly. */
    public static Lane current(String streamId) {
        Lane lane = lane(streamId);
        lane.health().succeeded(1);
        return lane;
    }

    /** A request with some bytes of heap, of the lane's current standing. */
    public static Flight flight(Lane lane, long bytes) {
        return flight(lane, 1, 1, bytes, START, 0);
    }

    /** A request with the documents of these ids. */
    public static Flight flight(Lane lane, long firstId, long lastId, long bytes, long startedAt, long startedNanos) {
        int length = (int) (bytes / (lastId - firstId + 1));
        List<Slot> slots = LongStream.rangeClosed(firstId, lastId)
                .mapToObj(id -> new Batch.Item(id, 1, "", new byte[0], 0, length, 0, 0))
                .map(item -> new Slot(new Entry(item, 0, (int) item.id(), item.id(), 1), Slot.State.SENT))
                .toList();
        Batch batch = new Batch(
                1,
                lane.stream().id(),
                lane.kind(),
                slots.stream().map(slot -> slot.entry().item()).toList());
        return new Flight(lane, lane.standing(), slots, batch, 1, startedAt, startedNanos);
    }

    private record Place(String receiver, @Nullable Instant certificateExpiresAt) implements Integration {
        @Override
        public ApiType apiType() {
            return ApiType.REST_API_BULK;
        }

        @Override
        public Client open(StreamConfiguration stream) {
            return new Silent(receiver, certificateExpiresAt);
        }
    }

    /** A place that never answers. */
    private record Silent(String receiver, @Nullable Instant certificateExpiresAt) implements Client {
        @Override
        public String target() {
            return "place";
        }

        @Override
        public Limits limits() {
            return new Limits(1000, 1 << 20, Duration.ZERO, 1);
        }

        @Override
        public Sending send(Batch batch, Consumer<Outcome> whenDone) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
