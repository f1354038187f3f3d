package io.datastreamer.job.deliver;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that attempts travel between operators without generic types, whichever of their members are null. */
class AttemptTypeTest {
    private static final List<Exchange.Header> HEADERS = List.of(new Exchange.Header("Host", "example.com"));

    static Stream<DeliveryAttempt> attempts() {
        DeliveryAttempt attempt = new DeliveryAttempt(
                "s",
                RecordKind.EVENT,
                "b",
                1,
                2,
                2,
                3,
                1,
                Instant.EPOCH,
                4,
                DeliveryAttempt.Outcome.TRY_AGAIN,
                503,
                null,
                "no",
                null);
        return Stream.of(
                attempt,
                attempt.withLastPlace("3.14"),
                attempt.withExchange(new Exchange(
                        new Exchange.Request("POST / HTTP/1.1", HEADERS, 5, true, "sealed"),
                        new Exchange.Response(503, List.of(), false, null),
                        new Exchange.Timing(1L, 2L, 3L, 4L, 5))),
                attempt.withExchange(new Exchange(
                        new Exchange.Request("POST / HTTP/1.1", List.of(), 5, false, null),
                        null,
                        new Exchange.Timing(null, null, null, null, 5))));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void isReadAsItWasWritten(DeliveryAttempt attempt) throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<DeliveryAttempt> serializer =
                Deliver.ATTEMPTS.getTypeInfo().createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(attempt, out);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(attempt);
        assertThat(serializer.copy(attempt)).isEqualTo(attempt);
    }
}
