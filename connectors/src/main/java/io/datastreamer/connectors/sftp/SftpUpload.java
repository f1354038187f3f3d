package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.datastreamer.connectors.spi.Outcome;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file: first under a temporary name in the same directory; then it checks that the file is complete, and
 * renames it. So nobody who looks for files of the final name sees an incomplete one.
 */
final class SftpUpload {
    private static final int OK = 200;
    private static final int TAKEN = 409;
    private static final int CUT = 500;

    private final ChannelSftp sftp;
    private final int made;
    private final String path;
    private boolean begun;

    /**
     * Creates an upload.
     *
     * @param directory must exist; with a slash at the end, or empty
     * @param name the file's name, with folders that are created if they do not exist
     */
    SftpUpload(ChannelSftp sftp, String directory, String name) {
        this.sftp = sftp;
        this.made = directory.length();
        this.path = directory + name;
    }

    /** The file's path on the server. */
    String path() {
        return path;
    }

    /** Whether something was written. */
    boolean isBegun() {
        return begun;
    }

    /**
     * Writes the file.
     *
     * @param isFirstAttempt whether an existing file of the name must be somebody else's
     */
    Outcome write(byte[] file, boolean isFirstAttempt) throws SftpException {
        if (isThere(path)) {
            return taken(isFirstAttempt);
        }
        makeFolders();
        // the same at every attempt, so that it overwrites the rest of an earlier one
        String part = path.replaceFirst("([^/]*)$", ".$1.part");
        begun = true;
        sftp.put(new ByteArrayInputStream(file), part, ChannelSftp.OVERWRITE);
        SftpATTRS written = attributes(part);
        if (written != null && written.getSize() != file.length) {
            return Outcome.tryAgain(
                    CUT, "the server has " + written.getSize() + " of " + file.length + " bytes of " + path, null);
        }
        if (isThere(path)) {
            return taken(isFirstAttempt);
        }
        sftp.rename(part, path);
        return Outcome.delivered(OK);
    }

    private Outcome taken(boolean isFirstAttempt) {
        // on a later attempt it is our own, renamed by an attempt whose answer was lost
        return isFirstAttempt
                ? Outcome.nameTaken(TAKEN, "there is a file " + path + " already")
                : Outcome.delivered(OK);
    }

    private boolean isThere(String file) throws SftpException {
        return attributes(file) != null;
    }

    /** Null if the file does not exist, or the server does not let its users look. */
    private @Nullable SftpATTRS attributes(String file) throws SftpException {
        try {
            return sftp.stat(file);
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                    || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                    || e.id == ChannelSftp.SSH_FX_OP_UNSUPPORTED) {
                return null;
            }
            throw e;
        }
    }

    /** Creates the folders, because those named after the time are new now and then. */
    private void makeFolders() throws SftpException {
        int end = path.lastIndexOf('/');
        if (end < made || end <= 0 || isThere(path.substring(0, end))) {
            return;
        }
        for (int at = path.indexOf('/', made); at > 0; at = path.indexOf('/', at + 1)) {
            String folder = path.substring(0, at);
            if (!isThere(folder)) {
                try {
                    sftp.mkdir(folder);
                } catch (SftpException e) {
                    // perhaps another stream has created it meanwhile; otherwise writing reports the error
                    if (e.id != ChannelSftp.SSH_FX_FAILURE || e.getCause() != null) {
                        throw e;
                    }
                }
            }
        }
    }
}
