package io.datastreamer.connectors.secrets;

import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SecretsCommandTest {
    private static final String PLAIN = """
            {"id":"s","organisation_id":7,"stream_type":"USAGE","api_type":"KEEN_IO","settings":{"project_key":"p",\
            "write_key":"swordfish"}}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void encryptsStreamsWithAKeysetThatOnlyItsOwnerCanRead() throws Exception {
        Path file = directory.resolve("keyset.json");

        assertThat(run("", "keyset", "create", file.toString())).isZero();
        assertThat(run(
                        PLAIN + "\n{\"id\":\"gone\",\"organisation_id\":7,\"deleted\":true}\n",
                        "encrypt-stream",
                        "--secrets.keyset",
                        "file:" + file))
                .isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(err.toString(UTF_8)).contains("keyset.json: is a new keyset");
        String[] lines = out.toString(UTF_8).split("\n", -1);
        assertThat(lines[0]).doesNotContain("swordfish").contains("\"project_key\":\"p\"");
        assertThat(lines[1]).isEqualTo("{\"id\":\"gone\",\"organisation_id\":7,\"deleted\":true}");
        assertThat(writeKey(lines[0], file)).isEqualTo("swordfish");
    }

    @Test
    void rotatesAKeysetSoThatOldSettingsCanStillBeRead() throws Exception {
        Path file = directory.resolve("keyset.json");
        run("", "keyset", "create", file.toString());
        run(PLAIN, "encrypt-stream", "--secrets.keyset", "file:" + file);
        String before = Files.readString(file);

        assertThat(run("", "keyset", "rotate", file.toString())).isZero();

        assertThat(err.toString(UTF_8)).contains("keyset.json: has a new key");
        assertThat(Files.readString(file)).isNotEqualTo(before);
        assertThat(writeKey(out.toString(UTF_8), file)).isEqualTo("swordfish");
    }

    @Test
    void doesNotOverwriteAKeyset() throws Exception {
        Path file = directory.resolve("keyset.json");
        run("", "keyset", "create", file.toString());
        String before = Files.readString(file);

        assertThat(run("", "keyset", "create", file.toString())).isEqualTo(2);

        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(err.toString(UTF_8)).contains("is there already");
    }

    @Test
    void saysWhatIsWrongAndNotTheSecret() throws Exception {
        Path file = directory.resolve("keyset.json");
        Files.writeString(file, "swordfish");

        assertThat(run(PLAIN, "encrypt-stream", "--secrets.keyset", "file:" + file))
                .isEqualTo(2);
        assertThat(run(PLAIN, "encrypt-stream", "--secrets.keyset", "env:NOT_THERE_AT_ALL"))
                .isEqualTo(2);
        assertThat(run(PLAIN, "encrypt-stream")).isEqualTo(2);

        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8))
                .contains("keyset.json: is not a keyset of Tink", "there is no such environment variable", "Usage:")
                .doesNotContain("swordfish");
    }

    private static @Nullable Object writeKey(String line, Path keyset) throws Exception {
        StreamConfiguration stream = DataStreamCodec.read(line.getBytes(UTF_8)).stream();
        return new StreamSecrets(Keyset.parse(Files.readString(keyset)), false)
                .decrypted(Objects.requireNonNull(stream))
                .get("write_key");
    }

    private int run(String input, String... args) {
        return new SecretsCommand(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(args);
    }
}
