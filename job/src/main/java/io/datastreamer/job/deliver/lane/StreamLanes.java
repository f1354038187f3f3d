package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A data stream with its lanes and its client. */
public final class StreamLanes {
    private final String journalKey;
    private final List<Lane> lanes = new ArrayList<>();
    private StreamConfiguration stream;
    private Map<RecordKind, DocumentFilter> filters;
    private @Nullable Client client;
    private @Nullable String settingsError;

    /** Creates a stream without lanes and without a client. */
    public StreamLanes(StreamConfiguration stream, String journalKey) {
        this.stream = stream;
        this.filters = filters(stream);
        this.journalKey = journalKey;
    }

    /**
     * Takes a new version; opens a new client if the place or the way to it has changed.
     *
     * @return whether the place or the way to it may have changed
     */
    public boolean configure(StreamConfiguration version, Integrations integrations) {
        boolean sameClient = client != null
                && stream.apiType() == version.apiType()
                && stream.settings().equals(version.settings());
        stream = version;
        filters = filters(version);
        if (sameClient) {
            return false;
        }
        closeClient();
        try {
            client = integrations.open(version);
            settingsError = null;
        } catch (SettingsException e) {
            settingsError = e.getMessage();
        } catch (RuntimeException e) {
            // whatever is odd about one stream must not stop another
            settingsError =
                    "no client can be made of these settings: " + e.getClass().getSimpleName();
        }
        return true;
    }

    /** Closes the client, which cancels its requests. */
    public void closeClient() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Whether the lanes may send: the stream is not paused, and there is a client for it. */
    public boolean isRunning() {
        return stream.state() == StreamConfiguration.State.RUNNING && client != null;
    }

    /** The stream's id. */
    public String id() {
        return stream.id();
    }

    /** The journal that its lanes read. */
    public String journalKey() {
        return journalKey;
    }

    /** The version that is being served. */
    public StreamConfiguration stream() {
        return stream;
    }

    /** The filter of its lane of a kind. */
    public DocumentFilter filter(RecordKind kind) {
        return Objects.requireNonNull(filters.get(kind));
    }

    private static Map<RecordKind, DocumentFilter> filters(StreamConfiguration stream) {
        Map<RecordKind, DocumentFilter> filters = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            filters.put(kind, DocumentFilter.of(kind, stream.filters()));
        }
        return filters;
    }

    /** Its lanes, one for each kind of document that it carries; its owner may change the list. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** Its lane for a kind of document; null if it does not carry the kind. */
    public @Nullable Lane lane(RecordKind kind) {
        for (Lane lane : lanes) {
            if (lane.kind() == kind) {
                return lane;
            }
        }
        return null;
    }

    /** The client. Throws an exception if there is none; there is one while {@link #isRunning}. */
    public Client client() {
        if (client == null) {
            throw new IllegalStateException("data stream " + id() + " has no client");
        }
        return client;
    }

    /**
     * Converts documents to the form in which they are fetched; null if they are sent, or the settings are not valid.
     */
    public @Nullable UnaryOperator<Batch> fetched() {
        return client == null ? null : client.fetched();
    }

    /** The name of the receiver, the same for all its streams; empty without a client. */
    public String receiver() {
        return client == null ? "" : client.receiver();
    }

    /** About how much heap a batch takes on its way besides its documents, in bytes. */
    public long heapOnItsWay(long jsonBytes) {
        return client == null ? 0 : client.heapOnItsWay(jsonBytes);
    }

    /** The place, for people to read; empty if the settings are not valid. */
    public String target() {
        return client == null ? "" : client.target();
    }

    /** When the client's own certificate expires; null if it has none. */
    public @Nullable Instant certificateExpiresAt() {
        return client == null ? null : client.certificateExpiresAt();
    }

    /** What is wrong with the settings; null if they are valid. */
    public @Nullable String settingsError() {
        return settingsError;
    }
}
