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

/** Decides what a failure at an SFTP server means, and which HTTP status to show for it. */
final class SftpVerdict {
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int TIMED_OUT = 504;

    private SftpVerdict() {}

    /** Decides if there was no session. */
    static Outcome of(SshSession.RefusedException refusal, Collection<String> secrets) {
        String text = Excerpt.of(String.valueOf(refusal.getMessage()), secrets);
        return switch (refusal.what()) {
            case HOST_KEY -> Outcome.forbidden(BAD_GATEWAY, text);
            case LOGIN -> Outcome.configurationBroken(401, text);
            case SUBSYSTEM -> Outcome.configurationBroken(501, text);
            case OTHER -> Outcome.unreached(BAD_GATEWAY, "SSH: " + text);
        };
    }

    /** Decides if the server refused an operation, or the connection ended during it. */
    static Outcome of(SftpException failure, SftpUpload upload, HttpSending sending, Collection<String> secrets) {
        if (failure.getCause() != null || sending.isOver()) {
            return of(new IOException(String.valueOf(failure.getMessage())), sending, upload.isBegun());
        }
        String text = Excerpt.of(failure.getMessage() + ": " + upload.path(), secrets);
        return switch (failure.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE -> Outcome.configurationBroken(404, text);
            case ChannelSftp.SSH_FX_PERMISSION_DENIED -> Outcome.configurationBroken(403, text);
            case ChannelSftp.SSH_FX_OP_UNSUPPORTED -> Outcome.configurationBroken(501, text);
            // whatever the server cannot do now, such as for lack of space
            default -> Outcome.tryAgain(500, text, null);
        };
    }

    /**
     * Decides if the connection failed or ended.
     *
     * @param isSent whether part of the file was sent
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
