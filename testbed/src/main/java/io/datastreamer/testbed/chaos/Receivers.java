package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.simulate.KafkaOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The current data streams, and the endpoints that each of them has had. */
final class Receivers {
    private final Farm farm;
    private final KafkaOutput kafka;
    private final Map<SimulatedStream, List<Endpoint>> endpoints = new EnumMap<>(SimulatedStream.class);
    private int versions;

    /** Creates all data streams. */
    Receivers(Farm farm, KafkaOutput kafka) throws IOException {
        this.farm = farm;
        this.kafka = kafka;
        for (SimulatedStream subscription : SimulatedStream.values()) {
            endpoints.put(subscription, new ArrayList<>());
            change(subscription);
        }
    }

    /** All endpoints that the data stream has had, the current one last. */
    List<Endpoint> of(SimulatedStream subscription) {
        return List.copyOf(endpoints.getOrDefault(subscription, List.of()));
    }

    /** Changes the data stream's settings: to another address, and other limits of its batches. */
    void change(SimulatedStream subscription) throws IOException {
        List<Endpoint> had = endpoints.getOrDefault(subscription, List.of());
        Endpoint next = farm.endpointOnItsOwn(subscription.streamId() + "-" + (had.size() + 1));
        next.behave(subscription.behaviour());
        had.add(next);
        write(subscription, false);
    }

    void pause(SimulatedStream subscription) throws IOException {
        write(subscription, true);
    }

    void resume(SimulatedStream subscription) throws IOException {
        write(subscription, false);
    }

    private void write(SimulatedStream subscription, boolean paused) throws IOException {
        List<Endpoint> had = of(subscription);
        String url = had.get(had.size() - 1).url();
        kafka.write(
                Topics.DATA_STREAMS.topic(), subscription.streamId(), subscription.dataStream(url, ++versions, paused));
        kafka.flush();
    }
}
