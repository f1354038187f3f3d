package io.datastreamer.job.config;

import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceConfigTest {

    @Test
    void kindsOfRecordsAreNamedOneByOne() throws OptionException {
        SourceConfig source =
                SourceConfig.of("cgf", "--", Map.of("format", "3gpp-cdr", "billed-records", "PGW-CDR,S-SMT-CDR"));

        assertThat(source.format()).isEqualTo(SourceFormat.THREE_GPP_CDR);
        assertThat(source.find(SourceOptions.BILLED_RECORDS)).contains("PGW-CDR,S-SMT-CDR");
        assertThat(source.find(SourceOptions.BILLER)).contains(true);
    }

    @Test
    void aKindThatThereIsNotIsRefused() {
        assertThatThrownBy(() ->
                        SourceConfig.of("cgf", "--", Map.of("format", "3gpp-cdr", "billed-records", "PGW-CDR,G-CDR")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("--billed-records PGW-CDR,G-CDR")
                .hasMessageContaining("some of PGW-CDR, SGW-CDR");
    }

    @Test
    void onlyFormatsWithSeveralKindsTakeThem() {
        assertThatThrownBy(() ->
                        SourceConfig.of("pgw", "--", Map.of("format", "radius-detail", "billed-records", "PGW-CDR")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("radius-detail does not take it");
    }
}
