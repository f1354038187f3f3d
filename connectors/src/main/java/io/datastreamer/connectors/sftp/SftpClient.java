package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.SftpException;
import io.datastreamer.connectors.files.FileClient;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Writes each batch as its own file, over its own connection, under a name that was fixed before. A file gets its name
 * only when it is complete.
 */
final class SftpClient extends FileClient {
    private final SftpSettings settings;
    private final HttpChannel channel;

    SftpClient(SftpSettings settings, HttpChannel channel) {
        super(settings.files(), channel);
        this.settings = settings;
        this.channel = channel;
    }

    @Override
    public String target() {
        return settings.target();
    }

    @Override
    public String receiver() {
        return settings.server();
    }

    @Override
    public Map<String, List<String>> chosenHosts() {
        return Map.of("host", List.of(settings.host()));
    }

    @Override
    public ObjectNames objectNames() {
        return settings.files().names(settings.server() + "/" + settings.directory());
    }

    @Override
    protected Outcome write(Batch.NamedObject object, byte[] file, HttpSending sending) throws Exception {
        Outcome outcome = sending.using(() -> {}, () -> written(object, file, sending));
        if (sending.isCancelled()) {
            throw new CancellationException();
        }
        return outcome;
    }

    private Outcome written(Batch.NamedObject object, byte[] file, HttpSending sending) {
        SftpUpload upload = null;
        try (SshSession session = SshSession.open(settings, channel, sending)) {
            upload = new SftpUpload(session.sftp(), settings.directory(), object.name());
            return upload.write(file, object.isFirstAttempt());
        } catch (SshSession.RefusedException e) {
            return SftpVerdict.of(e, settings.secrets());
        } catch (SftpException e) {
            return SftpVerdict.of(e, Objects.requireNonNull(upload), sending, settings.secrets());
        } catch (IOException e) {
            return SftpVerdict.of(e, sending, upload != null && upload.isBegun());
        } catch (RuntimeException e) {
            // the library fails on answers that no server should send: that is not the documents' fault
            return SftpVerdict.of(new IOException(e.getClass().getSimpleName(), e), sending, true);
        }
    }
}
