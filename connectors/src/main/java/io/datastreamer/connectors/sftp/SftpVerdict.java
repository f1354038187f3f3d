package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.util.Collection;

/** What a failure at a server means, with the HTTP status that people know for it. */
final class SftpVerdict {
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int TIMED_OUT = 504;

    private SftpVerdict() {}

    /** There is no session. */
    static Outcome of(SshSession.RefusedException refusal, Collection<String> secrets) {
        String text = Excerpt.of(String.valueOf(refusal.getMessage()), secrets);
        return switch (refusal.what()) {
            case HOST_KEY -> Outcome.forbidden(BAD_GATEWAY, text);
            case LOGIN -> Outcome.configurationBroken(401, text);
            case SUBSYSTEM -> Outcome.configurationBroken(501, text);
            case OTHER -> Outcome.unreached(BAD_GATEWAY, "SSH: " + text);
        };
    }

    /** The server did not do what it was asked for, or the connection ended meanwhile. */
    static Outcome of(SftpException failure, SftpUpload upload, HttpSending sending, Collection<String> secrets) {
        if (failure.getCause() != null || sending.isOver()) {
            return of(new IOException(String.valueOf(failure.getMessage())), sending, upload.isBegun());
        }
        String text = Excerpt.of(failure.getMessage() + ": " + upload.path(), secrets);
        return switch (failure.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE -> Outcome.configurationBroken(404, text);
            case ChannelSftp.SSH_FX_PERMISSION_DENIED -> Outcome.configurationBroken(403, text);
            case ChannelSftp.SSH_FX_OP_UNSUPPORTED -> Outcome.configurationBroken(501, text);
            // whatever it is that the server cannot do now, such as no room
            default -> Outcome.tryAgain(500, text, null);
        };
    }

    /**
     * The connection did not come about, or ended.
     *
     * @param isSent whether something of the file was sent
     */
    static Outcome of(IOException failure, HttpSending sending, boolean isSent) {
        if (sending.isLate()) {
            String text = "time-out: not written by the deadline";
            return isSent ? Outcome.unanswered(TIMED_OUT, text) : Outcome.unreached(TIMED_OUT, text);
        }
        HttpFault fault = HttpFault.of(failure);
        if (fault.kind() == HttpFault.Kind.ADDRESS_REFUSED) {
            return HttpVerdict.of(fault);
        }
        boolean isEnd = fault.kind() == HttpFault.Kind.CONNECTION;
        String text = isEnd ? "the connection ended: " + failure.getMessage() : fault.reason();
        int status = isEnd ? UNAVAILABLE : fault.kind().remoteStatus();
        return isSent ? Outcome.unanswered(status, text) : Outcome.unreached(status, text);
    }
}
