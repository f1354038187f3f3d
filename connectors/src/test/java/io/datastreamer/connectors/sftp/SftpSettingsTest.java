package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SftpSettingsTest {
    private static final String FINGERPRINT = "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    @Test
    void readsHostKeysInTheirForms() throws SettingsException {
        HostKeys keys = SftpSettings.read(with(Map.of(
                        "host_key",
                        "# from ssh-keyscan\nsftp.example.com ssh-ed25519 " + KEY + " comment\r\n\n" + FINGERPRINT
                                + "=\n")))
                .hostKeys();

        assertThat(keys.types()).hasSize(2).containsEntry(FINGERPRINT, "").containsValue("ssh-ed25519");
        assertThat(SftpSettings.read(with(Map.of("host_key", "ssh-ed25519 " + KEY)))
                        .hostKeys()
                        .types())
                .containsOnlyKeys(keys.types().keySet().iterator().next());
    }

    @ParameterizedTest
    @CsvSource({
        "host, example.com:22",
        "host, sftp://example.com",
        "host_key, MD5:00:11:22",
        "host_key, ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "host_key, ssh-dss AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "directory, a/../b",
        "directory, /a//b",
        "directory, /a*",
        "username, ü"
    })
    void refusesOtherValues(String member, String value) {
        assertThatThrownBy(() -> SftpSettings.read(with(Map.of(member, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(member + ": must be ");
    }

    @Test
    void takesOneOfPasswordAndKeyAndAKeyThatCanBeUsed() {
        assertThatThrownBy(() -> SftpSettings.read(with(Map.of("private_key", "x"))))
                .hasMessage("private_key: cannot be together with password");
        assertThatThrownBy(() -> SftpSettings.read(with(Map.of("private_key", "not a key", "password", ""))))
                .hasMessage("private_key: is no RSA, EC or Ed25519 private key, or a damaged one");
        assertThatThrownBy(() -> SftpSettings.read(with(Map.of("password", ""))))
                .hasMessage("password: is missing");
    }

    @Test
    void showsNoSecret() throws SettingsException {
        SftpSettings settings = SftpSettings.read(with(Map.of("directory", "/upload", "host", "2001:db8::1")));

        assertThat(settings).hasToString("SftpSettings[u, sftp://[2001:db8::1]:22/upload/]");
        assertThat(settings.secrets()).containsExactly("a secret");
    }

    private static Settings with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(
                Map.of("host", "sftp.example.com", "host_key", FINGERPRINT, "username", "u", "password", "a secret"));
        all.putAll(more);
        return new Settings(all);
    }
}
