package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WebhookSignerTest {

    /** The example of the specification's reference implementations. */
    @Test
    void signsAsTheSpecificationSays() {
        WebhookSigner signer = WebhookSigner.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signer.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                slices("{\"test\": ", "2432232314", "}"))
                        .get("webhook-signature"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void severalKeysSignTogetherUntilTheirEnds() {
        String first = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String second = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        WebhookSigner both = WebhookSigner.of(first + " " + second + "@2026-12-01T00:00:00Z");
        Instant before = Instant.parse("2026-11-30T23:59:59Z");
        Instant after = Instant.parse("2026-12-01T00:00:00Z");

        assertThat(signature(both, before))
                .isEqualTo(
                        signature(WebhookSigner.of(first), before) + " " + signature(WebhookSigner.of(second), before));
        assertThat(signature(both, after)).isEqualTo(signature(WebhookSigner.of(first), after));
    }

    /** RFC 8032, 7.1: the public key of the first test's secret key verifies. */
    @Test
    void signsWithEd25519() throws Exception {
        HexFormat hex = HexFormat.of();
        byte[] seed = hex.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] open = hex.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        String signed = signature(
                WebhookSigner.of("whsk_" + Base64.getEncoder().encodeToString(seed)), Instant.ofEpochSecond(1));

        byte[] head = hex.parseHex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(head, head.length + open.length);
        System.arraycopy(open, 0, encoded, head.length, open.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update("msg_1.1.[]".getBytes(StandardCharsets.UTF_8));
        assertThat(signed).startsWith("v1a,");
        assertThat(verifier.verify(Base64.getDecoder().decode(signed.substring(4))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw@2026-12-01T00:00:00Z",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw@soon",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "A A A A A"
            })
    void refusesKeysThatAreNone(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSigner.of(secret))
                .withMessageNotContaining("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private static String signature(WebhookSigner signer, Instant time) {
        return signer.sign("msg_1", time, slices("[]")).get("webhook-signature");
    }

    @Test
    void takesASecretWithAndWithoutItsPrefix() {
        Instant time = Instant.ofEpochSecond(1_700_000_000);
        Slices body = slices("[]");

        assertThat(WebhookSigner.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_1", time, body))
                .isEqualTo(WebhookSigner.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_1", time, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 65, 1000})
    void refusesKeysThatAreTooShortOrTooLong(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSigner.of(Base64.getEncoder().encodeToString(new byte[bytes])))
                .withMessageContaining("24 to 64");
    }

    @Test
    void refusesWhatIsNoBase64WithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSigner.of("whsec_not*base64*at*all*but*long*enough"))
                .withMessageNotContaining("not*base64");
        assertThat(WebhookSigner.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").toString())
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void namesTheSameDocumentsOfTheSameStreamAlike() {
        assertThat(MessageId.of(Documents.batch(1, 2, 3)))
                .isEqualTo(MessageId.of(Documents.batch(1, 2, 3)))
                .matches("msg_[0-9a-f]{32}");
    }

    @Test
    void namesOtherDocumentsOtherwise() {
        Batch batch = Documents.batch(1, 2);
        String id = MessageId.of(batch);

        assertThat(MessageId.of(Documents.batch(2, 1))).isNotEqualTo(id);
        assertThat(MessageId.of(Documents.batch(1))).isNotEqualTo(id);
        assertThat(MessageId.of(new Batch(7, "stream-2", RecordKind.EVENT, batch.items())))
                .isNotEqualTo(id);
        assertThat(MessageId.of(new Batch(7, "stream-1", RecordKind.USAGE, batch.items())))
                .isNotEqualTo(id);
    }

    /** The id must stay the same over restarts and versions: the receiver may have stored it. */
    @Test
    void namesStayTheSameForEver() {
        assertThat(MessageId.of(Documents.batch(1, 2, 3))).isEqualTo("msg_a1e37d4712b519c66eeb52cce3d024bd");
    }

    private static Slices slices(String... texts) {
        return new Slices() {
            @Override
            public long length() {
                return String.join("", texts).length();
            }

            @Override
            public <E extends Exception> void forEach(Sink<E> sink) throws E {
                for (String text : texts) {
                    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
                    sink.accept(bytes, 1, bytes.length - 2);
                }
            }
        };
    }
}
