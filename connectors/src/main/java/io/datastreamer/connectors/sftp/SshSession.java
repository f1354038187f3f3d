package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import io.datastreamer.connectors.egress.Wire;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.settings.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** An SSH session with a server that has presented an accepted key, and at which the user is logged in. */
final class SshSession implements Closeable {
    /**
     * A server presents one key, of the first requested type that it has; so request the types in turn until it is
     * right.
     */
    private static final List<Set<String>> TYPES = List.of(
            Set.of("ssh-ed25519"),
            Set.of("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
            Set.of("ssh-rsa"));

    private static final String RSA_ALGORITHMS = "rsa-sha2-512,rsa-sha2-256";

    private final Session session;
    private final ChannelSftp channel;

    private SshSession(Session session, ChannelSftp channel) {
        this.session = session;
        this.channel = channel;
    }

    /** Thrown when there is no session; says why. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** What was refused. */
        enum What {
            /** The server's key is not one of the accepted ones. */
            HOST_KEY,
            /** The server does not accept the login. */
            LOGIN,
            /** The server has no SFTP. */
            SUBSYSTEM,
            /** Something else, which may be temporary. */
            OTHER
        }

        private final What what;

        RefusedException(What what, String text, @Nullable Throwable cause) {
            super(text, cause);
            this.what = what;
        }

        What what() {
            return what;
        }
    }

    /**
     * Checks that a private key can be used.
     *
     * @throws SettingsException when it cannot; the message names the member
     */
    static void requireKey(String member, String key) throws SettingsException {
        KeyPair pair;
        try {
            pair = KeyPair.load(new JSch(), key.getBytes(UTF_8), null);
        } catch (JSchException | RuntimeException e) {
            throw new SettingsException(member + ": is no RSA, EC or Ed25519 private key, or a damaged one");
        }
        boolean isEncrypted = pair.isEncrypted();
        pair.dispose();
        if (isEncrypted) {
            throw new SettingsException(
                    member + ": has a passphrase; give the key without one, it is kept encrypted here");
        }
    }

    /** Dials and logs in; to be called within {@link HttpSending#using}. */
    static SshSession open(SftpSettings settings, HttpChannel channel, HttpSending sending)
            throws IOException, RefusedException {
        RefusedException last = null;
        for (Set<String> types : TYPES) {
            if (settings.hostKeys().mayBeOf(types)) {
                try {
                    return open(settings, types, channel, sending);
                } catch (RefusedException e) {
                    if (e.what() != RefusedException.What.HOST_KEY) {
                        throw e;
                    }
                    // a failure for a type that the server does not have says least
                    last = last == null || e.getCause() == null ? e : last;
                }
            }
        }
        throw Objects.requireNonNull(last, "a key is of some type");
    }

    private static SshSession open(SftpSettings settings, Set<String> types, HttpChannel channel, HttpSending sending)
            throws IOException, RefusedException {
        Wire wire = channel.dial(settings.host(), settings.port(), sending);
        HostKeys.Shown shown = new HostKeys.Shown(settings.hostKeys());
        int limit = (int) sending.timeout().toMillis();
        Session session = null;
        boolean isOpen = false;
        try {
            session = session(settings, types, shown, wire);
            session.connect(limit);
            ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
            sftp.connect(limit);
            isOpen = true;
            return new SshSession(session, sftp);
        } catch (JSchException e) {
            throw refusal(e, shown, session != null && session.isConnected());
        } catch (RuntimeException e) {
            // the library fails on answers that no server should send
            throw new RefusedException(
                    RefusedException.What.OTHER,
                    "what the server says cannot be understood: " + e.getClass().getSimpleName(),
                    e);
        } finally {
            if (!isOpen) {
                end(session, wire);
            }
        }
    }

    private static void end(@Nullable Session session, Wire wire) throws IOException {
        if (session != null) {
            session.disconnect();
        }
        wire.close();
    }

    private static Session session(SftpSettings settings, Set<String> types, HostKeys.Shown shown, Wire wire)
            throws JSchException {
        JSch ssh = new JSch();
        ssh.setHostKeyRepository(shown);
        String key = settings.privateKey();
        if (key != null) {
            ssh.addIdentity("private_key", key.getBytes(UTF_8), null, null);
        }
        Session session = ssh.getSession(settings.username(), settings.host(), settings.port());
        session.setProxy(new WireProxy(wire));
        session.setDaemonThread(true);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("prefer_known_host_key_types", "no");
        session.setConfig("server_host_key", types.contains("ssh-rsa") ? RSA_ALGORITHMS : String.join(",", types));
        session.setConfig("PreferredAuthentications", key == null ? "password,keyboard-interactive" : "publickey");
        if (settings.password() != null) {
            session.setPassword(settings.password().getBytes(UTF_8));
        }
        return session;
    }

    /** The library describes refusals only in texts, so the step at which it happened decides. */
    private static RefusedException refusal(JSchException failure, HostKeys.Shown shown, boolean isIn)
            throws IOException {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                throw io;
            }
        }
        if (failure instanceof JSchAlgoNegoFailException none) {
            return new RefusedException(
                    RefusedException.What.HOST_KEY, "nothing in common with the server: " + none.getMessage(), none);
        }
        if (shown.fingerprint() != null && !shown.isAccepted()) {
            return new RefusedException(
                    RefusedException.What.HOST_KEY,
                    "the server's host key is " + shown.fingerprint() + ", which is not in host_key",
                    null);
        }
        String text = String.valueOf(failure.getMessage());
        if (isIn) {
            return new RefusedException(RefusedException.What.SUBSYSTEM, "no SFTP: " + text, failure);
        }
        if (text.startsWith("Auth ") || text.contains("authentication")) {
            return new RefusedException(RefusedException.What.LOGIN, text, failure);
        }
        return new RefusedException(RefusedException.What.OTHER, text, failure);
    }

    ChannelSftp sftp() {
        return channel;
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
