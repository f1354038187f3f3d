package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.PrivateFile;
import io.datastreamer.connectors.secrets.SecretSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** The command {@code ./streamer identity}: creates the operator's key, and publishes its public half. */
public final class IdentityCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 2;
    private static final int BITS = 2048;
    private static final String USAGE = """
            Usage: ./streamer identity create FILE
                   ./streamer identity publish ISSUER DIRECTORY FILE [FILE...]

              create   Writes a new private key to a file that does not exist yet; only its owner can read it.
              publish  Writes to DIRECTORY what customers' clouds read below the address ISSUER about the keys in the
                       files: .well-known/openid-configuration and .well-known/jwks.json.
            """;

    private final PrintStream err;

    IdentityCommand(PrintStream err) {
        this.err = err;
    }

    /**
     * Runs a command, and exits with 0, or with 2 when it failed.
     *
     * @param args the command's arguments
     */
    public static void main(String[] args) {
        System.exit(new IdentityCommand(System.err).run(args));
    }

    int run(String... args) {
        List<String> command = List.of(args);
        try {
            if (command.size() == 2 && command.get(0).equals("create")) {
                return create(Path.of(command.get(1)));
            }
            if (command.size() > 3 && command.get(0).equals("publish")) {
                return publish(command.get(1), Path.of(command.get(2)), command.subList(3, command.size()));
            }
        } catch (IllegalArgumentException | IOException e) {
            return fail(e instanceof IOException ? e.toString() : String.valueOf(e.getMessage()));
        }
        err.print(USAGE);
        return NOT_DONE;
    }

    private int create(Path file) throws IOException {
        try {
            PrivateFile.write(file, newKey());
        } catch (FileAlreadyExistsException e) {
            return fail(file + ": is there already, and is not overwritten");
        }
        err.println("streamer: " + file + ": is a new key. Publish it before processes are started with it.");
        return DONE;
    }

    private static String newKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(BITS);
            byte[] key = keys.generateKeyPair().getPrivate().getEncoded();
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM makes RSA keys", e);
        }
    }

    private int publish(String issuer, Path directory, List<String> files) throws IOException {
        if (!OperatorIdentity.isIssuer(issuer)) {
            return fail("ISSUER " + issuer + ": must be " + OperatorIdentity.ISSUER);
        }
        ObjectNode keys = JwtSigner.object();
        ArrayNode published = keys.putArray("keys");
        for (String file : files) {
            published.add(IdentityKey.read(file, SecretSource.read("FILE", "file:" + file))
                    .published());
        }
        ObjectNode configuration =
                JwtSigner.object().put("issuer", issuer).put("jwks_uri", issuer + "/.well-known/jwks.json");
        configuration.putArray("response_types_supported").add("id_token");
        configuration.putArray("subject_types_supported").add("public");
        configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
        Path known = Files.createDirectories(directory.resolve(".well-known"));
        Files.writeString(known.resolve("openid-configuration"), configuration.toPrettyString() + "\n");
        Files.writeString(known.resolve("jwks.json"), keys.toPrettyString() + "\n");
        err.println("streamer: " + known + ": has what is to be served as " + issuer + "/.well-known/");
        return DONE;
    }

    private int fail(String message) {
        err.println("streamer: " + message);
        return NOT_DONE;
    }
}
