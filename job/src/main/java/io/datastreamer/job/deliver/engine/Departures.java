package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Standing;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes numbered requests from entries. */
final class Departures {
    private final Host host;
    private long sequence;
    private Standing standing = Standing.CURRENT;

    Departures(Host host) {
        this.host = host;
    }

    /** Sets the standing of the lane whose request comes next, as it was when the lane got its turn. */
    void standing(Standing ofTheTurn) {
        standing = ofTheTurn;
    }

    /** Makes a request of these entries; it counts as under way from now on. */
    Flight flight(Lane lane, List<Slot> slots, Batch.@Nullable NamedObject object) {
        return departed(lane, make(lane, slots, object, null));
    }

    /**
     * Makes a request for a client that looks back.
     *
     * @param before the documents before these entries; null if the client does not ask for them
     */
    Flight flight(Lane lane, List<Slot> slots, @Nullable List<Batch.Item> before) {
        return departed(lane, make(lane, slots, null, before));
    }

    private static Flight departed(Lane lane, Flight flight) {
        lane.departed(flight);
        return flight;
    }

    private Flight make(
            Lane lane, List<Slot> slots, Batch.@Nullable NamedObject object, @Nullable List<Batch.Item> before) {
        StreamLanes stream = lane.stream();
        Batch batch = new Batch(
                stream.stream().organisationId(),
                stream.id(),
                lane.kind(),
                slots.stream().map(slot -> slot.entry().item()).toList(),
                object,
                before);
        return new Flight(lane, standing, slots, batch, ++sequence, host.now(), host.nanos());
    }

    /** Makes a request of a document that waits apart; its lane goes on meanwhile. */
    Flight apart(Lane lane, Entry entry) {
        return make(lane, List.of(new Slot(entry, Slot.State.APART)), null, null)
                .apart();
    }

    /** The sequence number of the last request. */
    long lastSequence() {
        return sequence;
    }
}
