package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.journal.Counts;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import java.util.List;
import java.util.stream.LongStream;

/** Lanes and requests for tests, without an engine. */
final class Flights {
    private Flights() {}

    /** A lane of events that never delivered anything. */
    static Lane lane(String streamId) {
        StreamLanes stream = new StreamLanes(World.stream(streamId, 1), Deliver.journalKey(1));
        return new Lane(
                stream,
                RecordKind.EVENT,
                Cursor.at(new Mark(new Position(0, 0), Counts.NONE), 0, ""),
                new LaneCensus(1, 1));
    }

    /** A lane that wants to send. */
    static Lane ready(Lane lane) {
        lane.enter(Lane.Phase.READY);
        return lane;
    }

    /** A request with some bytes of documents. */
    static Flight flight(Lane lane, long bytes) {
        return flight(lane, 1, 1, bytes, World.START);
    }

    /** A request with the documents of these ids. */
    static Flight flight(Lane lane, long firstId, long lastId, long bytes, long startedAt) {
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
        return new Flight(lane, slots, batch, 1, "receiver of " + lane.stream().id(), startedAt);
    }
}
