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

/** What the API shows of a stream: the version with its target and what the job says of it. */
public final class StreamViews {
    private static final int KEPT_TARGETS = 100_000;

    private final StreamStore store;
    private final Statuses statuses;
    private final Integrations integrations;
    /** By stream, since a target is costly to find out; guarded by itself, those asked for longest ago first. */
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
        return version == null ? null : of(version);
    }

    /** How the job says that a stream is doing; null when it has said nothing. */
    StreamStatus.@Nullable State state(StreamVersion version) {
        Statuses.Heard heard =
                statuses.of(version.stream().id(), version.stream().organisationId());
        return heard == null ? null : heard.status().state();
    }

    /** A number that what is shown goes with; see {@link StreamStore#version}. */
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

    // one that others wrote may not be valid; the job says what is wrong
    private String readTarget(StreamVersion version) {
        try (Client client = integrations.open(version.stream())) {
            return client.target();
        } catch (SettingsException e) {
            return "";
        }
    }
}
