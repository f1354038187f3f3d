package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.StreamVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the API shows of a stream: the version with its target and what the job says of it. */
public final class StreamViews {
    private final StreamStore store;
    private final Statuses statuses;
    private final Integrations integrations;
    /** By stream, since a target is costly to find out. */
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    private record Target(long version, String text) {}

    public StreamViews(StreamStore store, Statuses statuses, Integrations integrations) {
        this.store = store;
        this.statuses = statuses;
        this.integrations = integrations;
    }

    /** A version as it is shown now. */
    ObjectNode of(StreamVersion version) {
        return StreamJson.stream(
                version,
                target(version),
                statuses.of(version.stream().id(), version.stream().organisationId()));
    }

    /** The stream as it is shown now; null when there is none. */
    @Nullable
    ObjectNode find(String id) {
        StreamVersion version = store.find(id);
        if (version == null) {
            targets.remove(id);
            return null;
        }
        return of(version);
    }

    private String target(StreamVersion version) {
        Target known = targets.get(version.stream().id());
        if (known == null || known.version() != version.number()) {
            known = new Target(version.number(), readTarget(version));
            targets.put(version.stream().id(), known);
        }
        return known.text();
    }

    // one that others wrote may not be valid; the job says what is wrong
    private String readTarget(StreamVersion version) {
        try (Client client = integrations.open(version.stream())) {
            return client.target();
        } catch (SettingsException e) {
            return "";
        }
    }
}
