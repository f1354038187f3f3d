package io.datastreamer.connectors.kafka;

import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SaslTest {
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String CHALLENGE =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    /** The example of RFC 7677, section 3. */
    @Test
    void provesThePasswordAsTheStandardDoes() throws Exception {
        Sasl sasl = sasl("user", "pencil");

        assertThat(text(sasl.first())).isEqualTo("n,,n=user,r=" + NONCE);
        assertThat(text(sasl.last(CHALLENGE.getBytes(UTF_8))))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(sasl.isProvedBy("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".getBytes(UTF_8)))
                .isTrue();
        assertThat(sasl.isProvedBy("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".getBytes(UTF_8)))
                .isFalse();
        assertThat(sasl.isProvedBy(new byte[0])).isFalse();
    }

    @Test
    void aNameMayHaveEveryCharacter() {
        assertThat(text(sasl("a=b,c", "p").first())).isEqualTo("n,,n=a=3Db=2Cc,r=" + NONCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096 | another client",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096 | another client",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1 | wants 1 iterations",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000 | wants 2000000000 iterations",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1 | wants -1 iterations",
                "r=rOprNGfwEbeRWgbNEkqOx,s=***,i=4096 | not SCRAM",
                "r=rOprNGfwEbeRWgbNEkqOx | not SCRAM",
                "x | another client",
            })
    void aBrokerThatAnswersOddlyGetsNoProof(String challenge, String reason) {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> sasl("user", "pencil").last(challenge.getBytes(UTF_8)))
                .withMessageContaining(reason);
    }

    /** The form in RFC 7628, section 3.1. */
    @Test
    void showsATokenAsTheStandardDoes() {
        Sasl sasl = Sasl.bearing("a.b.c", Map.of("logicalCluster", "lkc-1"));
        assertThat(text(sasl.first())).isEqualTo("n,,\u0001auth=Bearer a.b.c\u0001logicalCluster=lkc-1\u0001\u0001");
        assertThat(text(Sasl.bearing("a.b.c", Map.of()).first())).isEqualTo("n,,\u0001auth=Bearer a.b.c\u0001\u0001");
    }

    private static Sasl sasl(String username, String password) {
        return Sasl.of(new KafkaSettings.Login("SCRAM-SHA-256", username, password), NONCE);
    }

    private static String text(byte[] message) {
        return new String(message, UTF_8);
    }
}
