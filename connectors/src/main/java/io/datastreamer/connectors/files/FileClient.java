package io.datastreamer.connectors.files;

import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.Objects;
import java.util.function.Consumer;

/** A client that writes each batch as its own file, under a name that was fixed before. */
public abstract class FileClient implements Client {
    private final FileSettings files;
    private final HttpChannel channel;

    /**
     * A client for these files.
     *
     * @param channel is closed with the client
     */
    protected FileClient(FileSettings files, HttpChannel channel) {
        this.files = files;
        this.channel = channel;
    }

    @Override
    public final Limits limits() {
        return files.limits();
    }

    @Override
    public final long heapOnItsWay(long jsonBytes) {
        return files.heapOnItsWay(jsonBytes);
    }

    @Override
    public final Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> write(
                        Objects.requireNonNull(batch.object(), "batches for files have a name"),
                        FilePayload.of(batch, files),
                        sending),
                whenDone);
    }

    /** Writes a file in a thread of the transport. Any exception becomes the outcome. */
    protected abstract Outcome write(Batch.NamedObject object, byte[] file, HttpSending sending) throws Exception;

    @Override
    public final void close() {
        channel.close();
    }
}
