package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.contract.DataStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data stream with its lanes and its client. */
final class StreamLanes {
    private final String journalKey;
    private final List<Lane> lanes = new ArrayList<>();
    private DataStream stream;
    private @Nullable Client client;
    private @Nullable String settingsError;
    private int remoteStatus;
    private @Nullable String lastError;

    StreamLanes(DataStream stream, String journalKey) {
        this.stream = stream;
        this.journalKey = journalKey;
    }

    /** Takes a new version; opens a client where the place or the way to it has changed. */
    void configure(DataStream version, Integrations integrations) {
        boolean sameClient = client != null
                && stream.apiType() == version.apiType()
                && stream.settings().equals(version.settings());
        stream = version;
        if (sameClient) {
            return;
        }
        closeClient();
        try {
            client = integrations.open(version);
            settingsError = null;
            lastError = null;
        } catch (SettingsException e) {
            settingsError = e.getMessage();
            remoteStatus = 500;
        }
    }

    void closeClient() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Whether the lanes may send: the customer wants it, and there is a client for it. */
    boolean isRunning() {
        return stream.state() == DataStream.State.RUNNING && client != null;
    }

    String id() {
        return stream.id();
    }

    String journalKey() {
        return journalKey;
    }

    DataStream stream() {
        return stream;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** The client; only while {@link #isRunning}. */
    Client client() {
        if (client == null) {
            throw new IllegalStateException("data stream " + id() + " has no client");
        }
        return client;
    }

    /** Who answers; the same name for all streams to one receiver. */
    String receiver() {
        return client == null ? "" : client.receiver();
    }

    /** The place for people to read; empty where the settings are not valid. */
    String target() {
        return client == null ? "" : client.target();
    }

    boolean hasSettingsError() {
        return settingsError != null;
    }

    int remoteStatus() {
        return remoteStatus;
    }

    @Nullable
    String lastError() {
        return settingsError == null ? lastError : settingsError;
    }

    void answered(int status, @Nullable String error) {
        remoteStatus = status;
        lastError = error;
    }
}
