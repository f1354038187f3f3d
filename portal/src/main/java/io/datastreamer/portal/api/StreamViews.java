package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.StreamVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a stream in the API's form: the version with its target and the job's status. */
public final class StreamViews {
    private static final int KEPT_TARGETS = 100_000;

    private final StreamStore store;
    private final Statuses statuses;
    private final Integrations integrations;
    /** By stream, because a target is costly to compute; guarded by itself, least recently used first. */
    private final Map<String, Target> targets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Target> eldest) {
            return size() > KEPT_TARGETS;
        }
    };

    private record Target(long version, String text) {}

    public StreamViews(StreamStore store, Statuses statuses, Integrations integrations) {
        this.store = store;
        this.statuses = statuses;
        this.integrations = integrations;
    }

    /** Shows a version in its current state. */
    ObjectNode of(StreamVersion version) {
        return StreamJson.stream(
                version,
                target(version),
                statuses.of(version.stream().id(), version.stream().organisationId()));
    }

    /** Shows the stream in its current state; null when there is none. */
    @Nullable
    ObjectNode find(String id) {
        StreamVersion version = store.find(id);
        return version == null ? null : of(version);
    }

    /** The state that the job reports for a stream; null if the job has sent none. */
    StreamStatus.@Nullable State state(StreamVersion version) {
        Statuses.Heard heard =
                statuses.of(version.stream().id(), version.stream().organisationId());
        return heard == null ? null : heard.status().state();
    }

    /** The version number of what is shown; see {@link StreamStore#version}. */
    long version() {
        return store.version();
    }

    private String target(StreamVersion version) {
        String id = version.stream().id();
        synchronized (targets) {
            Target known = targets.get(id);
            if (known != null && known.version() == version.number()) {
                return known.text();
            }
        }
        Target read = new Target(version.number(), readTarget(version));
        synchronized (targets) {
            targets.put(id, read);
        }
        return read.text();
    }

    // a stream that others wrote may be invalid; the job reports the errors
    private String readTarget(StreamVersion version) {
        try (Client client = integrations.open(version.stream())) {
            return client.target();
        } catch (SettingsException e) {
            return "";
        }
    }
}
