package io.datastreamer.connectors.secrets;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The commands {@code ./streamer keyset} and {@code ./streamer encrypt-stream}. */
public final class SecretsCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 2;
    private static final String USAGE = """
            Usage: ./streamer keyset create FILE
                   ./streamer keyset rotate FILE
                   ./streamer encrypt-stream --secrets.keyset file:FILE|env:NAME < PLAIN > ENCRYPTED

              keyset create   Writes a new keyset to a file that does not exist yet; only its owner can read it.
              keyset rotate   Adds a key to a keyset, which encrypts from then on; the older ones still decrypt.
              encrypt-stream  Reads data streams, a JSON object a line, and writes them with their secrets encrypted
                              by the keyset's newest key.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    SecretsCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command, and exits with 0, or with 2 when it failed.
     *
     * @param args the command with its arguments
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        System.exit(new SecretsCommand(System.in, out, System.err).run(args));
    }

    int run(String... args) {
        List<String> command = List.of(args);
        try {
            if (command.size() == 3 && command.subList(0, 2).equals(List.of("keyset", "create"))) {
                return create(Path.of(command.get(2)));
            }
            if (command.size() == 3 && command.subList(0, 2).equals(List.of("keyset", "rotate"))) {
                return rotate(Path.of(command.get(2)));
            }
            if (command.size() == 3 && command.subList(0, 2).equals(List.of("encrypt-stream", "--secrets.keyset"))) {
                return encrypt(command.get(2));
            }
        } catch (IllegalArgumentException | IOException e) {
            return fail(e instanceof IOException ? e.toString() : String.valueOf(e.getMessage()));
        }
        err.print(USAGE);
        return NOT_DONE;
    }

    private int create(Path file) throws IOException {
        try {
            write(file, Keyset.create());
        } catch (FileAlreadyExistsException e) {
            return fail(file + ": is there already, and is not overwritten; \"keyset rotate\" adds a key to it");
        }
        err.println("streamer: " + file + ": is a new keyset. Keep a copy: what it encrypts is lost with it.");
        return DONE;
    }

    private int rotate(Path file) throws IOException {
        Keyset rotated = read("file:" + file).rotated();
        Path next = Path.of(file + ".new");
        Files.deleteIfExists(next);
        write(next, rotated);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        err.println(
                "streamer: " + file + ": has a new key, with which processes encrypt once they were started with it.");
        return DONE;
    }

    private static void write(Path file, Keyset keyset) throws IOException {
        PrivateFile.write(file, keyset.toJson() + "\n");
    }

    private int encrypt(String source) throws IOException {
        StreamSecrets secrets = new StreamSecrets(read(source), true);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                out.println(encryptLine(line, secrets));
            } catch (ContractException | SettingsException e) {
                return fail("line " + number + ": " + e.getMessage());
            }
        }
        return DONE;
    }

    private static String encryptLine(String line, StreamSecrets secrets) throws ContractException, SettingsException {
        StreamChange change = DataStreamCodec.read(line.getBytes(UTF_8));
        StreamConfiguration stream = change.stream();
        return stream == null
                ? line
                : new String(DataStreamCodec.write(stream.withSettings(secrets.encrypted(stream))), UTF_8);
    }

    private static Keyset read(String source) {
        String json = SecretSource.read("--secrets.keyset", source);
        try {
            return Keyset.parse(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--secrets.keyset " + source + ": " + e.getMessage(), e);
        }
    }

    private int fail(String message) {
        err.println("streamer: " + message);
        return NOT_DONE;
    }
}
