package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AzureBlobSettingsTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static AzureBlobSettings read(Settings settings) throws SettingsException {
        return AzureBlobSettings.read(settings, null, 7, new EntraOperator(null, null));
    }

    @Test
    void theAddressIsTheAccountsPublicOne() throws SettingsException {
        AzureBlobSettings settings = read(with(Map.of()));

        assertThat(settings.blob("a/b.csv").toString())
                .isEqualTo("https://simdata.blob.core.windows.net/documents/a/b.csv");
        assertThat(settings.isChosen()).isFalse();
        assertThat(settings).hasToString("AzureBlobSettings[https://simdata.blob.core.windows.net/documents/]");
        assertThat(settings.secrets()).containsExactlyInAnyOrder("sp=cw&sig=c2lnbmF0dXJl%3D", "c2lnbmF0dXJl%3D");
    }

    @ParameterizedTest
    @CsvSource({
        "account, Sim-Data",
        "account, ab",
        "container, Documents",
        "container, a--b",
        "container, -ab",
        "sas_token, sp=cw",
        "sas_token, https://simdata.blob.core.windows.net/?sig=x",
        "sas_token, sig=a b",
        "endpoint, ftp://example.com",
        "endpoint, https://example.com/?sig=x",
        "account_key, not base64 at all"
    })
    void refusesOtherValues(String member, String value) {
        Map<String, Object> more = new HashMap<>(Map.of(member, value));
        if (member.equals("account_key")) {
            more.put("sas_token", "");
        }
        assertThatThrownBy(() -> read(with(more)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(member + ": must")
                .hasMessageNotContainingAny("sig=x", "not base64");
    }

    @Test
    void takesOneOfSignatureAndKey() throws SettingsException {
        assertThatThrownBy(() -> read(with(Map.of("account_key", KEY))))
                .hasMessage("account_key: cannot be together with sas_token");
        assertThat(read(with(Map.of("account_key", KEY, "sas_token", ""))).secrets())
                .containsExactly(KEY);
    }

    private static Settings with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(
                Map.of("account", "simdata", "container", "documents", "sas_token", "sp=cw&sig=c2lnbmF0dXJl%3D"));
        all.putAll(more);
        return new Settings(all);
    }
}
