package io.datastreamer.connectors.secrets;

import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamSecretsTest {
    private final Keyset keys = Keyset.create();
    private final StreamSecrets secrets = new StreamSecrets(keys, false);

    @ParameterizedTest
    @EnumSource(ApiType.class)
    void encryptsEverySecretMemberAndNothingElse(ApiType type) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("url", "https://example.com/"));
        SecretMembers.of(type).forEach(member -> settings.put(member, "a secret of " + member));
        StreamConfiguration plain = Streams.stream(type, settings);

        StreamConfiguration encrypted = plain.withSettings(secrets.encrypted(plain));

        String written = new String(DataStreamCodec.write(encrypted), StandardCharsets.UTF_8);
        assertThat(written).doesNotContain("a secret of").contains("https://example.com/");
        assertThat(secrets.decrypted(restored(encrypted))).isEqualTo(plain.settings());
    }

    @Test
    void encryptsEachHeaderByItself() throws Exception {
        StreamConfiguration plain =
                stream(Map.of("headers", new TreeMap<>(Map.of("X-Key", "one secret", "X-Other", "another"))));

        StreamConfiguration encrypted = plain.withSettings(secrets.encrypted(plain));

        assertThat(String.valueOf(encrypted.settings().get("headers")))
                .matches("\\{X-Key=\\{encrypted=\\S+}, X-Other=\\{encrypted=\\S+}}");
        assertThat(new String(DataStreamCodec.write(encrypted), StandardCharsets.UTF_8))
                .doesNotContain("one secret", "another");
        assertThat(secrets.decrypted(restored(encrypted))).isEqualTo(plain.settings());
    }

    @Test
    void readsWithANewKeyWhatAnOldOneEncrypted() throws Exception {
        StreamConfiguration plain = stream(Map.of("authorization", "Bearer abc"));
        StreamConfiguration encrypted = plain.withSettings(secrets.encrypted(plain));
        Keyset rotated = Keyset.parse(Keyset.parse(keys.toJson()).rotated().toJson());

        StreamSecrets later = new StreamSecrets(rotated, false);
        StreamConfiguration again = encrypted.withSettings(later.encrypted(encrypted));

        assertThat(later.decrypted(encrypted)).isEqualTo(plain.settings());
        assertThat(later.decrypted(again)).isEqualTo(plain.settings());
        assertThatThrownBy(() -> secrets.decrypted(again)).isInstanceOf(SettingsException.class);
    }

    @Test
    void isOfNoUseForAnotherStreamOrganisationOrMember() throws Exception {
        StreamConfiguration plain = stream(Map.of("authorization", "Bearer abc"));
        Settings encrypted = secrets.encrypted(plain);
        StreamConfiguration elsewhere = StreamConfiguration.of(
                        "stream-2", 7, plain.streamType(), plain.apiType(), encrypted)
                .withState(plain.state());
        StreamConfiguration others = StreamConfiguration.of(
                        "stream-1", 8, plain.streamType(), plain.apiType(), encrypted)
                .withState(plain.state());
        StreamConfiguration moved =
                stream(Map.of("signing_secret", encrypted.members().get("authorization")));

        for (StreamConfiguration stolen : new StreamConfiguration[] {elsewhere, others, moved}) {
            assertThatThrownBy(() -> secrets.decrypted(stolen))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(": cannot be decrypted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "AQIDBAUGBwgJCgsMDQ4PEA=="})
    void saysThatItCannotDecrypt(String encrypted) {
        assertThatThrownBy(() -> secrets.decrypted(stream(Map.of("authorization", Map.of("encrypted", encrypted)))))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("authorization: cannot be decrypted");
    }

    @Test
    void refusesAPlainSecretUnlessAllowed() throws Exception {
        StreamConfiguration plain = stream(Map.of("url", "https://example.com/", "authorization", "Bearer abc"));

        assertThatThrownBy(() -> secrets.decrypted(plain))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("authorization: is not encrypted")
                .hasMessageNotContaining("abc");
        assertThat(new StreamSecrets(keys, true).decrypted(plain)).isEqualTo(plain.settings());
        assertThat(secrets.decrypted(stream(Map.of("url", "https://example.com/")))
                        .members())
                .containsOnlyKeys("url");
    }

    @Test
    void saysThatThereIsNoKeyset() {
        assertThatThrownBy(() -> new StreamSecrets(null, true)
                        .decrypted(stream(Map.of("authorization", Map.of("encrypted", "AAAA")))))
                .hasMessage("authorization: is encrypted, and the operator has set no secrets.keyset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "swordfish", "{\"primaryKeyId\":1,\"key\":[]}"})
    void takesNothingButAKeyset(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keyset.parse(text))
                .withMessageStartingWith("is not a keyset of Tink")
                .withNoCause();
    }

    /** The stream as it comes back from a topic or from state. */
    private static StreamConfiguration restored(StreamConfiguration stream) throws ContractException {
        StreamConfiguration read = DataStreamCodec.read(DataStreamCodec.write(stream)).stream();
        assertThat(read).isNotNull();
        return read;
    }

    private static StreamConfiguration stream(Map<String, ?> settings) {
        return Streams.stream(ApiType.REST_API_BULK, settings);
    }
}
