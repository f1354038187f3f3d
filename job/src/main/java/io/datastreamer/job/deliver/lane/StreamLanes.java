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

    /** A stream without lanes and without a client. */
    public StreamLanes(StreamConfiguration stream, String journalKey) {
        this.stream = stream;
        this.filters = filters(stream);
        this.journalKey = journalKey;
    }

    /**
     * Takes a new version; opens a client where the place or the way to it has changed.
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
            // whatever is odd about one stream stops no other
            settingsError =
                    "no client can be made of these settings: " + e.getClass().getSimpleName();
        }
        return true;
    }

    /** Lets go of the client; what it has under way is cancelled. */
    public void closeClient() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Whether the lanes may send: the customer wants it, and there is a client for it. */
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

    /** The version that it is served by. */
    public StreamConfiguration stream() {
        return stream;
    }

    /** What of a kind it gets: for its lane of this kind. */
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

    /** Its lanes, one for each kind of document that it carries; may be changed by its owner. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** Its lane for a kind of documents; null where it does not carry the kind. */
    public @Nullable Lane lane(RecordKind kind) {
        for (Lane lane : lanes) {
            if (lane.kind() == kind) {
                return lane;
            }
        }
        return null;
    }

    /** The client; only while {@link #isRunning}. */
    public Client client() {
        if (client == null) {
            throw new IllegalStateException("data stream " + id() + " has no client");
        }
        return client;
    }

    /** What makes documents as they are fetched; null where they are sent, or the settings are not valid. */
    public @Nullable UnaryOperator<Batch> fetched() {
        return client == null ? null : client.fetched();
    }

    /** Who answers; the same name for all streams to one receiver. */
    public String receiver() {
        return client == null ? "" : client.receiver();
    }

    /** How much heap a batch takes on its way beside its documents, in bytes and about. */
    public long heapOnItsWay(long jsonBytes) {
        return client == null ? 0 : client.heapOnItsWay(jsonBytes);
    }

    /** The place for people to read; empty where the settings are not valid. */
    public String target() {
        return client == null ? "" : client.target();
    }

    /** When the certificate ends by which the client shows who it is; null where it shows none. */
    public @Nullable Instant certificateExpiresAt() {
        return client == null ? null : client.certificateExpiresAt();
    }

    /** What is wrong with the settings; null when they are valid. */
    public @Nullable String settingsError() {
        return settingsError;
    }
}
