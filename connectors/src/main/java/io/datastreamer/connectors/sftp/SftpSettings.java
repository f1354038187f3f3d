package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.files.FileSettings;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.contract.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to an SFTP server.
 *
 * @param host {@code host}
 * @param port {@code port} (default 22)
 * @param hostKeys {@code host_key}: the keys one of which the server must present
 * @param username {@code username}
 * @param password {@code password}; null with a key
 * @param privateKey {@code private_key}; null with a password
 * @param directory {@code directory}: where the files are, with a slash at the end; empty for the user's start
 *     directory
 * @param files the files' names and content
 */
record SftpSettings(
        String host,
        int port,
        HostKeys hostKeys,
        String username,
        @Nullable String password,
        @Nullable String privateKey,
        String directory,
        FileSettings files) {
    private static final SettingsField HOST =
            SettingsField.text("host", "sftp.example.com").asRequired().asTarget();
    private static final SettingsField PORT =
            SettingsField.number("port", 22, 1, 65_535).asTarget();
    private static final SettingsField HOST_KEY = SettingsField.lines(
                    "host_key", "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
            .asRequired()
            .asTarget();
    private static final SettingsField USERNAME =
            SettingsField.text("username", "data-streamer").asRequired();
    private static final SettingsField PASSWORD =
            SettingsField.text("password", "0123456789abcdef").asRequired();
    private static final SettingsField PRIVATE_KEY = SettingsField.pem(
                    "private_key", "-----BEGIN OPENSSH PRIVATE KEY-----\n…\n-----END OPENSSH PRIVATE KEY-----")
            .insteadOf(PASSWORD.member());
    private static final SettingsField DIRECTORY =
            SettingsField.text("directory", "/upload").asTarget().asAdvanced();

    /** The members. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(HOST, PORT, HOST_KEY, USERNAME, PASSWORD, PRIVATE_KEY, DIRECTORY),
                    FileSettings.PLACE,
                    FileSettings.CONTENT)
            .flatMap(List::stream)
            .toList();

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,1024}");
    private static final Pattern FOLDERS = Pattern.compile("/?([A-Za-z0-9 !_.'()=@+-]+/)*[A-Za-z0-9 !_.'()=@+-]+/?|/");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    private static final int LONGEST_DIRECTORY = 512;

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static SftpSettings read(Settings settings) throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        String host = reader.requiredText(HOST.member());
        if (!HOST_NAME.matcher(host).matches()) {
            throw new SettingsException(HOST.member() + ": must be a host's name or address, without a port");
        }
        int port = (int) reader.integer(PORT);
        HostKeys hostKeys = HostKeys.read(HOST_KEY.member(), reader.requiredText(HOST_KEY.member()));
        String username = printable(USERNAME, reader.requiredText(USERNAME.member()));
        String privateKey = readKey(reader);
        return new SftpSettings(
                host,
                port,
                hostKeys,
                username,
                privateKey == null ? printable(PASSWORD, reader.requiredText(PASSWORD.member())) : null,
                privateKey,
                readDirectory(reader.text(DIRECTORY.member())),
                FileSettings.read(reader));
    }

    private static String printable(SettingsField field, String value) throws SettingsException {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new SettingsException(field.member() + ": must be a string of 1 to 1024 printable ASCII characters");
        }
        return value;
    }

    private static @Nullable String readKey(SettingsReader reader) throws SettingsException {
        String key = reader.text(PRIVATE_KEY.member());
        if (key == null) {
            return null;
        }
        if (reader.text(PASSWORD.member()) != null) {
            throw new SettingsException(PRIVATE_KEY.member() + ": cannot be together with " + PASSWORD.member());
        }
        SshSession.requireKey(PRIVATE_KEY.member(), key);
        return key;
    }

    private static String readDirectory(@Nullable String directory) throws SettingsException {
        if (directory == null) {
            return "";
        }
        if (directory.length() > LONGEST_DIRECTORY
                || !FOLDERS.matcher(directory).matches()
                || DOTS.matcher(directory).find()) {
            throw new SettingsException(DIRECTORY.member() + ": must be a directory such as " + DIRECTORY.example()
                    + ", of A-Z a-z 0-9 blank ! _ . ' ( ) = @ + -, at most " + LONGEST_DIRECTORY + " characters");
        }
        return directory.endsWith("/") ? directory : directory + "/";
    }

    /** The server, for people to read. */
    String server() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The place, for people to read. */
    String target() {
        return "sftp://" + server() + (directory.startsWith("/") ? "" : "/~/") + directory + files.prefix();
    }

    /** The secrets that no text may show. */
    Set<String> secrets() {
        return Set.of(String.valueOf(password == null ? privateKey : password));
    }

    @Override
    public String toString() {
        return "SftpSettings[" + username + ", " + target() + "]";
    }
}
