package io.datastreamer.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The JSON of status, attempts and rejected records (the data contract, section 8). */
class ControlCodecsTest {
    private static final Instant TIME = Instant.parse("2026-11-20T01:02:03.004Z");

    private static final StreamStatus STATUS = new StreamStatus(
            "s",
            7,
            "my \"stream\"",
            ApiType.AWS_KINESIS,
            StreamType.USAGE,
            "https://example.com/ü",
            StreamStatus.State.FAILING,
            TIME,
            503,
            false,
            5_000_000_000L,
            2,
            3,
            4,
            6,
            TIME.minusSeconds(60),
            60,
            1_700_000L,
            1,
            98_000L,
            40L,
            TIME.plusSeconds(86_400),
            "at most about 98 kB",
            "connection refused\nhere",
            TIME.plusSeconds(5),
            TIME.plusSeconds(1));

    private static final StreamStatus STATUS_OF_NULLS = new StreamStatus(
            "s",
            7,
            "",
            ApiType.REST_API,
            StreamType.USAGE_AND_EVENTS,
            "",
            StreamStatus.State.RUNNING,
            null,
            0,
            null,
            0,
            0,
            0,
            0,
            0,
            null,
            0,
            null,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            TIME);

    private static final DeliveryAttempt ATTEMPT = new DeliveryAttempt(
            "s",
            RecordKind.USAGE,
            "b",
            9007199254740993L,
            2,
            3,
            4,
            5,
            TIME,
            6,
            DeliveryAttempt.Outcome.TRY_AGAIN,
            504,
            false,
            "no answer within 30 s",
            TIME.plusSeconds(1));

    private static DeliveryAttempt attempt(
            DeliveryAttempt.Outcome outcome, @Nullable String error, @Nullable Instant nextAttemptAt) {
        return new DeliveryAttempt(
                "s", RecordKind.EVENT, "b", 1, 2, 2, 3, 1, TIME, 4, outcome, 200, true, error, nextAttemptAt);
    }

    private static Exchange exchange(Exchange.@Nullable Response response, @Nullable Long millis) {
        return new Exchange(
                new Exchange.Request(
                        "POST /in?*** HTTP/1.1",
                        List.of(
                                new Exchange.Header("Host", "example.com"),
                                new Exchange.Header("Authorization", "***")),
                        90_000,
                        true,
                        "c2VhbGVk"),
                response,
                new Exchange.Timing(millis, millis, null, millis, 9));
    }

    private static Rejected rejected(@Nullable String streamId, int remoteStatus, byte[] raw) {
        return new Rejected("deliver", "imsi: is missing", "topic-1", "42", raw, streamId, remoteStatus, TIME);
    }

    @Test
    void aStatusIsWrittenWithTheContractsMembers() {
        assertThat(text(StreamStatusCodec.write(STATUS)))
                .isEqualTo("{\"stream_id\":\"s\",\"organisation_id\":7,\"name\":\"my \\\"stream\\\"\","
                        + "\"api_type\":\"AWS_KINESIS\",\"stream_type\":\"USAGE\","
                        + "\"target\":\"https://example.com/ü\",\"state\":\"FAILING\","
                        + "\"last_timestamp\":\"2026-11-20T01:02:03.004Z\",\"remote_status\":503,\"answered\":false,"
                        + "\"delivered\":5000000000,\"refused\":2,\"expired\":3,\"stale\":4,\"pending\":6,"
                        + "\"oldest_pending_at\":\"2026-11-20T01:01:03.004Z\",\"lag_seconds\":60,\"expires_in_seconds\":1700000,"
                        + "\"apart\":1,\"takes_bytes\":98000,\"takes_records\":40,"
                        + "\"certificate_expires_at\":\"2026-11-21T01:02:03.004Z\",\"notice\":\"at most about 98 kB\","
                        + "\"last_error\":\"connection refused\\nhere\","
                        + "\"next_attempt_at\":\"2026-11-20T01:02:08.004Z\","
                        + "\"updated_at\":\"2026-11-20T01:02:04.004Z\"}");
    }

    @Test
    void aStatusIsReadBackTheSame() throws ContractException {
        assertThat(StreamStatusCodec.read(StreamStatusCodec.write(STATUS))).isEqualTo(STATUS);
        assertThat(StreamStatusCodec.read(StreamStatusCodec.write(STATUS_OF_NULLS)))
                .isEqualTo(STATUS_OF_NULLS);
    }

    @ParameterizedTest
    @EnumSource(StreamStatus.State.class)
    void everyStateIsReadBack(StreamStatus.State state) throws ContractException {
        String json = text(StreamStatusCodec.write(STATUS)).replace("FAILING", state.name());
        assertThat(StreamStatusCodec.read(json.getBytes(UTF_8)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"stream_id\":\"s\" | \"stream_id\":null | stream_id: is missing",
                "\"pending\":6 | \"pending\":\"6\" | pending: is \"6\", must be an integer",
                "\"remote_status\":503 | \"remote_status\":5000000000 | remote_status: is 5000000000, must be an integer of 32 bits",
                "\"state\":\"FAILING\" | \"state\":\"GONE\" | state: is \"GONE\", must be one of [RUNNING, CATCHING_UP, FAILING, PAUSED]",
                "\"last_error\" | \"updated_at\" | not JSON",
            })
    void aBrokenStatusIsRefused(String right, String wrong, String message) {
        String json = text(StreamStatusCodec.write(STATUS)).replace(right, wrong);
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> StreamStatusCodec.read(json.getBytes(UTF_8)))
                .withMessageStartingWith(message);
    }

    @Test
    void anAttemptIsWrittenWithTheContractsMembers() {
        assertThat(text(DeliveryAttemptCodec.write(ATTEMPT)))
                .isEqualTo("{\"stream_id\":\"s\",\"record_kind\":\"USAGE\",\"batch_id\":\"b\","
                        + "\"first_id\":9007199254740993,\"last_id\":2,\"records\":3,\"bytes\":4,\"attempt\":5,"
                        + "\"started_at\":\"2026-11-20T01:02:03.004Z\",\"duration_ms\":6,\"outcome\":\"TRY_AGAIN\","
                        + "\"remote_status\":504,\"answered\":false,\"error\":\"no answer within 30 s\","
                        + "\"next_attempt_at\":\"2026-11-20T01:02:04.004Z\",\"last_place\":null,"
                        + "\"request\":null,\"response\":null,\"timing_ms\":null}");
    }

    @ParameterizedTest
    @EnumSource(DeliveryAttempt.Outcome.class)
    void anAttemptIsReadBackTheSame(DeliveryAttempt.Outcome outcome) throws ContractException {
        for (DeliveryAttempt attempt : new DeliveryAttempt[] {
            ATTEMPT,
            ATTEMPT.withLastPlace("3.14"),
            attempt(outcome, null, null),
            attempt(outcome, "why", TIME),
            attempt(outcome, "why", null),
            ATTEMPT.withExchange(exchange(new Exchange.Response(503, List.of(), true, "c2VhbGVk"), null)),
            ATTEMPT.withExchange(exchange(null, 7L))
        }) {
            assertThat(DeliveryAttemptCodec.read(DeliveryAttemptCodec.write(attempt)))
                    .isEqualTo(attempt);
        }
    }

    @Test
    void aRejectedRecordIsWrittenWithTheContractsMembers() {
        assertThat(text(RejectedCodec.write(rejected("s", 422, new byte[] {0, -1, 'x'}))))
                .isEqualTo("{\"stage\":\"deliver\",\"reason\":\"imsi: is missing\",\"source\":\"topic-1\","
                        + "\"position\":\"42\",\"raw\":\"AP94\",\"raw_bytes\":3,\"stream_id\":\"s\",\"remote_status\":422,"
                        + "\"time\":\"2026-11-20T01:02:03.004Z\"}");
    }

    @Test
    void whereNoReceiverRefusedItNoStreamIsNamed() {
        assertThat(text(RejectedCodec.write(rejected(null, 0, new byte[0]))))
                .isEqualTo("{\"stage\":\"deliver\",\"reason\":\"imsi: is missing\",\"source\":\"topic-1\","
                        + "\"position\":\"42\",\"raw\":\"\",\"raw_bytes\":0,\"time\":\"2026-11-20T01:02:03.004Z\"}");
    }

    @Test
    void aRejectedRecordIsReadBackTheSame() throws ContractException {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        for (Rejected rejected : new Rejected[] {rejected("s", 422, everyByte), rejected(null, 0, new byte[0])}) {
            assertThat(RejectedCodec.read(RejectedCodec.write(rejected)))
                    .usingRecursiveComparison()
                    .isEqualTo(rejected);
        }
    }

    @Test
    void rawThatIsNotBase64IsRefused() {
        String json = text(RejectedCodec.write(rejected(null, 0, new byte[3]))).replace("AAAA", "A*AA");
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> RejectedCodec.read(json.getBytes(UTF_8)))
                .withMessage("raw: is not Base64");
    }

    @Test
    void halfACharacterInATextIsWrittenAsAQuestionMark() throws ContractException {
        Rejected rejected = new Rejected("decode", "id: is \"\ud83d-\"", "", "", new byte[0], null, 0, TIME);
        assertThat(RejectedCodec.read(RejectedCodec.write(rejected)).reason()).isEqualTo("id: is \"?-\"");
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
