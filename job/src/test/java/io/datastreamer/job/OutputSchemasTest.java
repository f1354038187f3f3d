package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.EventCatalogue;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.contract.StreamType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that the published schemas of outputs agree with the code: everything that it writes is valid, every member is
 * named, and a text without a member or with one of a wrong type is not valid.
 */
class OutputSchemasTest {
    static final List<String> NAMES = Schemas.NAMES;

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-11-20T10:00:01Z");
    private static final String NEGATIVE = "-1.5";
    private static final List<String> WRONG = List.of("{\"wrong\":1}", "[[]]", NEGATIVE);

    @ParameterizedTest
    @FieldSource("NAMES")
    void isASchemaOfTheDraft(String name) {
        assertThat(Schemas.faultsAsSchema(Schemas.text(name))).isEmpty();
        assertThat(Schemas.tree(Schemas.text(name)).get("$id").textValue())
                .isEqualTo("urn:data-streamer:schema:" + name);
    }

    @Test
    void aTextThatIsNoSchemaIsFound() {
        assertThat(Schemas.faultsAsSchema("{\"type\":\"number-like\"}")).isNotEmpty();
    }

    @Test
    void events() {
        agree(
                "event",
                GoldenFiles.events().values(),
                Set.of("endpoint", "user", "detail", "sim.msisdn", "detail.pdp_context", "detail.volume"),
                text -> accepts(() -> StrictDocument.event(text.getBytes(UTF_8))));
    }

    @Test
    void usage() {
        agree(
                "usage",
                GoldenFiles.usage().values(),
                Set.of("endpoint"),
                text -> accepts(() -> StrictDocument.usage(text.getBytes(UTF_8))));
    }

    @Test
    void eventsInTheSecondForm() {
        agree(
                "event-v2",
                GoldenFiles.secondEvents().values().stream()
                        .filter(text -> !isOfLaterType(text))
                        .toList(),
                Set.of("endpoint", "user", "detail", "detail.pdp_context", "detail.volume"),
                text -> accepts(() -> StrictDocument.secondEvent(text.getBytes(UTF_8))));
    }

    @Test
    void eventsOfTypesThatOnlyTheSecondFormKnows() {
        List<String> texts = GoldenFiles.secondEvents().values().stream()
                .filter(OutputSchemasTest::isOfLaterType)
                .toList();
        assertThat(texts).hasSizeGreaterThan(30);
        for (String text : texts) {
            assertThat(Schemas.strictFaults("event-v2", text)).as(text).isEmpty();
            assertThat(accepts(() -> StrictDocument.secondEvent(text.getBytes(UTF_8))))
                    .as(text)
                    .isTrue();
            assertThat(Schemas.faults("event-v2", with(text, new String[] {"event_type", "id"}, "26")))
                    .isNotEmpty();
            assertThat(Schemas.faults("event-v2", with(text, new String[] {"detail"}, "{}")))
                    .isNotEmpty();
        }
    }

    private static boolean isOfLaterType(String event) {
        return !EventCatalogue.isInFirstForm(
                Schemas.tree(event).at("/event_type/id").intValue());
    }

    @Test
    void usageInTheSecondForm() {
        agree(
                "usage-v2",
                GoldenFiles.secondUsage().values(),
                Set.of("endpoint"),
                text -> accepts(() -> StrictDocument.secondUsage(text.getBytes(UTF_8))));
    }

    @Test
    void cloudEvents() {
        for (String text : GoldenFiles.cloudEvents().values()) {
            JsonNode event = Schemas.tree(text);
            assertThat(Schemas.strictFaults("cloudevent", text)).as(text).isEmpty();
            String schema = event.get("dataschema").textValue();
            assertThat(Schemas.strictFaults(
                            schema.substring("urn:data-streamer:schema:".length()),
                            event.get("data").toString()))
                    .as(text)
                    .isEmpty();
            event.fieldNames().forEachRemaining(member -> {
                String less = with(text, new String[] {member}, null);
                assertThat(Schemas.faults("cloudevent", less).isEmpty())
                        .as(less)
                        .isEqualTo(member.equals("subject"));
                for (String wrong : WRONG) {
                    if (member.equals("data") && wrong.startsWith("{")) {
                        continue;
                    }
                    String changed = with(text, new String[] {member}, wrong);
                    assertThat(Schemas.faults("cloudevent", changed))
                            .as(changed)
                            .isNotEmpty();
                }
            });
        }
    }

    @Test
    void streamStatus() {
        List<StreamStatus> statuses = new ArrayList<>();
        for (StreamStatus.State state : StreamStatus.State.values()) {
            for (ApiType type : ApiType.values()) {
                statuses.add(status(state, type, AT, "näh"));
            }
        }
        statuses.add(status(StreamStatus.State.RUNNING, ApiType.AWS_S3, null, null));
        List<String> texts = statuses.stream()
                .map(status -> new String(StreamStatusCodec.write(status), UTF_8))
                .toList();
        agree("stream-status", texts, Set.of(), text -> isRead(() -> StreamStatusCodec.read(text.getBytes(UTF_8))));
    }

    @Test
    void deliveryAttempts() {
        List<String> texts = new ArrayList<>();
        for (DeliveryAttempt.Outcome outcome : DeliveryAttempt.Outcome.values()) {
            for (RecordKind kind : RecordKind.values()) {
                boolean delivered = outcome == DeliveryAttempt.Outcome.DELIVERED;
                DeliveryAttempt attempt = new DeliveryAttempt(
                        "s",
                        kind,
                        "s/0@0.17",
                        1,
                        2,
                        2,
                        300,
                        1,
                        AT,
                        12,
                        outcome,
                        delivered ? 200 : 503,
                        delivered,
                        delivered ? null : "no",
                        delivered ? null : LATER);
                texts.add(new String(DeliveryAttemptCodec.write(attempt.withLastPlace("0.18")), UTF_8));
                texts.add(new String(DeliveryAttemptCodec.write(attempt), UTF_8));
                texts.add(new String(DeliveryAttemptCodec.write(attempt.withExchange(exchange(delivered))), UTF_8));
            }
        }
        agree(
                "delivery-attempt",
                texts,
                Set.of(),
                text -> isRead(() -> DeliveryAttemptCodec.read(text.getBytes(UTF_8))));
    }

    private static Exchange exchange(boolean answered) {
        List<Exchange.Header> headers = List.of(new Exchange.Header("Host", "example.com"));
        return new Exchange(
                new Exchange.Request("POST /in HTTP/1.1", headers, 300, false, answered ? null : "c2VhbGVk"),
                answered ? new Exchange.Response(200, headers, true, "c2VhbGVk") : null,
                new Exchange.Timing(1L, answered ? 2L : null, null, 3L, 4));
    }

    @Test
    void rejected() {
        Rejected raw = new Rejected("decode", "imsi: is 1", "f", "17", new byte[] {-1, 0}, null, 0, AT);
        Rejected refused = new Rejected("deliver", "refused", "", "", new byte[0], "s", 400, LATER);
        List<String> texts =
                List.of(new String(RejectedCodec.write(raw), UTF_8), new String(RejectedCodec.write(refused), UTF_8));
        agree("rejected", texts, Set.of("raw_bytes"), text -> isRead(() -> RejectedCodec.read(text.getBytes(UTF_8))));
    }

    // the reader accepts what is valid; a text that lost a member or has a wrong one is not valid
    private static void agree(
            String schema, Collection<String> written, Set<String> optional, Predicate<String> isRead) {
        Set<String> present = new TreeSet<>();
        for (String text : written) {
            assertThat(Schemas.strictFaults(schema, text)).as(text).isEmpty();
            assertThat(isRead).as(text).accepts(text);
            present.addAll(Schemas.membersOf(text));
            for (String member : Schemas.membersOf(text)) {
                String[] path = member.split("\\.", -1);
                for (String wrong : WRONG) {
                    // a credit note has a negative cost
                    if (member.equals("cost") && wrong.equals(NEGATIVE)) {
                        continue;
                    }
                    String changed = with(text, path, wrong);
                    assertThat(Schemas.faults(schema, changed)).as(changed).isNotEmpty();
                }
                String less = with(text, path, null);
                if (!optional.contains(member) && !less.equals(text)) {
                    assertThat(Schemas.faults(schema, less)).as(less).isNotEmpty();
                } else {
                    assertThat(Schemas.strictFaults(schema, less)).as(less).isEmpty();
                    assertThat(isRead).as(less).accepts(less);
                }
            }
        }
        assertThat(present).as("written texts have all members").isEqualTo(Schemas.members(schema));
    }

    // changes or removes a member; members of an array's elements stay
    private static String with(String text, String[] path, @Nullable String value) {
        ObjectNode root = (ObjectNode) Schemas.tree(text);
        ObjectNode parent = root;
        for (int i = 0; i < path.length - 1; i++) {
            if (!(parent.get(path[i]) instanceof ObjectNode object)) {
                parent = (ObjectNode) parent.get(path[i]).get(0);
                continue;
            }
            parent = object;
        }
        String member = path[path.length - 1];
        if (value == null) {
            parent.remove(member);
        } else {
            parent.set(member, Schemas.tree(value));
        }
        return Schemas.text(root);
    }

    private interface Reading {
        Object read() throws ContractException;
    }

    private static boolean isRead(Reading reading) {
        try {
            reading.read();
            return true;
        } catch (ContractException e) {
            return false;
        }
    }

    private static boolean accepts(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static StreamStatus status(
            StreamStatus.State state, ApiType type, @Nullable Instant at, @Nullable String error) {
        return new StreamStatus(
                "s",
                7,
                "Näme",
                type,
                StreamType.USAGE_AND_EVENTS,
                "https://example.com/",
                state,
                at,
                at == null ? 0 : 503,
                at == null ? null : Boolean.TRUE,
                Long.MAX_VALUE,
                1,
                2,
                3,
                4,
                at,
                5,
                at == null ? null : 6L,
                7,
                at == null ? null : 98_000L,
                at == null ? null : 40L,
                at,
                error,
                error,
                at,
                LATER);
    }
}
