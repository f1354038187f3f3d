package io.datastreamer.tools.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {
    private static final long T = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void registry() throws IOException {
        ledger.sim(bytes("{'imsi':'001010000000001','organisation_id':1}"));
        ledger.sim(bytes("{'imsi':'001010000000002','organisation_id':2}"));
    }

    @Test
    void eachRecordIsADocumentOfTheStreamsThatCarryIt() throws IOException {
        stream("both", 1, "USAGE_AND_EVENTS", "'historic':true");
        stream("usage", 1, "USAGE", "'historic':true");
        stream("other", 2, "EVENTS", "'historic':true");
        network(10, "'imsi':'001010000000001'");
        network(11, "'organisation_id':1");
        usage(12, "'imsi':'001010000000001'");
        arrived("both", 200, "10,11", "12");
        arrived("usage", 200, "", "12");

        Statement statement = ledger.statement();
        assertThat(statement.holds()).isTrue();
        assertThat(statement.isSettled()).isTrue();
        assertThat(statement.records()).isEqualTo(3);
        assertThat(statement.of("both").balance()).isEqualTo(new Balance(3, 3, 0, 0, 0, 0));
        assertThat(statement.of("usage").balance()).isEqualTo(new Balance(1, 1, 0, 0, 0, 0));
        assertThat(statement.of("other").balance()).isEqualTo(Balance.EMPTY);
    }

    @Test
    void whatWasNotTakenIsLostUnlessTheStatusKnowsOfIt() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true");
        network(10, "'imsi':'001010000000001'");
        network(11, "'imsi':'001010000000001'");
        network(12, "'imsi':'001010000000001'");
        arrived("a", 200, "10", "");
        arrived("a", 503, "11,12", "");
        assertThat(ledger.statement().of("a").lost()).isEqualTo(2);
        assertThat(ledger.statement().holds()).isFalse();

        ledger.status(bytes("{'stream_id':'a','updated_at':'2026-01-01T00:00:02Z','expired':1,'pending':1}"));
        ledger.status(bytes("{'stream_id':'a','updated_at':'2026-01-01T00:00:01Z','expired':0,'pending':3}"));
        assertThat(ledger.statement().of("a").expired()).isEqualTo(1);
        assertThat(ledger.statement().holds()).isTrue();
        assertThat(ledger.statement().isSettled()).isFalse();
    }

    @Test
    void rejectedRecordsAreToldByTheirBytes() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true");
        reject("decode", "garbage", "");
        reject("enrich", record(10, "'imsi':'001010000000009'"), "");
        ledger.record(true, "f", Input.NO_TIME, "garbage".getBytes(UTF_8));
        network(10, "'imsi':'001010000000009'");
        assertThat(ledger.statement().rejected()).isEqualTo(2);
        assertThat(ledger.statement().holds()).isTrue();

        network(11, "'imsi':'001010000000009'");
        assertThat(ledger.statement().unaccounted()).isEqualTo(1);
        assertThat(ledger.statement().holds()).isFalse();
    }

    @Test
    void whatAReceiverRefusesIsRefused() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true");
        reject("deliver", "{'id':10,'event_type':{'id':1}}", "a");
        network(10, "'imsi':'001010000000001'");

        assertThat(ledger.statement().of("a").balance()).isEqualTo(new Balance(1, 0, 1, 0, 0, 0));
        assertThat(ledger.statement().isSettled()).isTrue();
    }

    @Test
    void filtersAndBeginningsCount() throws IOException {
        stream("a", 1, "EVENTS", "'created_at':'2026-01-01T00:00:00Z','filters':{'event_types':[1]}");
        ledger.record(true, "t-0", T - 120_000, bytes(record(10, "'imsi':'001010000000001'")));
        ledger.record(true, "t-0", T - 10_000, bytes(record(11, "'imsi':'001010000000001'")));
        ledger.record(true, "t-0", T, bytes(record(12, "'imsi':'001010000000001'")));
        ledger.record(
                true,
                "t-0",
                T,
                bytes("{'record_id':13,'operation':'GENERIC','description':'d','imsi':'001010000000001'}"));
        arrived("a", 200, "11,12", "");

        assertThat(ledger.statement().of("a").balance()).isEqualTo(new Balance(1, 1, 0, 0, 0, 0));
        arrived("a", 200, "13", "");
        arrived("a", 200, "10", "");
        assertThat(ledger.statement().of("a").balance().unexpected()).isEqualTo(2);
    }

    @Test
    void whatFiltersAskOfDocumentsMayArriveOrNot() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true,'filters':{'severities':['WARN']}");
        network(10, "'imsi':'001010000000001'");
        network(11, "'imsi':'001010000000001'");
        arrived("a", 200, "11", "");

        assertThat(ledger.statement().of("a").balance()).isEqualTo(new Balance(0, 0, 0, 0, 0, 0));
        assertThat(ledger.statement().isSettled()).isTrue();
    }

    @Test
    void repeatedRecordsAreOneDocument() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true");
        network(10, "'imsi':'001010000000001'");
        network(10, "'imsi':'001010000000001'");
        arrived("a", 200, "10", "");

        assertThat(ledger.statement().repeated()).isEqualTo(1);
        assertThat(ledger.statement().isSettled()).isTrue();
    }

    @Test
    void aNewVersionOfAStreamGoesOnWithItsAccount() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true,'state':'PAUSED'");
        network(10, "'imsi':'001010000000001'");
        stream("a", 1, "EVENTS", "'historic':true");
        network(11, "'imsi':'001010000000001'");
        arrived("a", 200, "11,10", "");
        assertThat(ledger.statement().of("a").balance()).isEqualTo(new Balance(2, 2, 0, 0, 0, 1));

        ledger.stream(bytes("{'id':'a','organisation_id':1,'deleted':true}"));
        arrived("a", 200, "10", "");
        arrived("b", 200, "10", "");
        assertThat(ledger.statement().rows()).isEmpty();
        assertThat(ledger.statement().strayDocuments()).isEqualTo(1);
    }

    @Test
    void isPrintedForPeople() throws IOException {
        stream("a", 1, "EVENTS", "'historic':true");
        network(10, "'imsi':'001010000000001'");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger.statement().print(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines().map(String::strip))
                .contains("raw records: 1; of these rejected 0, repeated 0, unaccounted for 0")
                .contains("THE LEDGER IS NOT BALANCED")
                .anyMatch(line -> line.matches("a +1 +0 +0 +0 +0 +1 +0 +0 +0"))
                .anyMatch(line -> line.matches("all +1 +0 +0 +0 +0 +1 +0 +0 +0"));
    }

    private void stream(String id, long organisation, String type, String more) throws IOException {
        ledger.stream(bytes("{'id':'" + id + "','organisation_id':" + organisation + ",'stream_type':'" + type
                + "','api_type':'REST_API_BULK'," + more + "}"));
    }

    private static String record(long id, String about) {
        return "{'record_id':" + id + ",'operation':'UPDATE_LOCATION'," + about + "}";
    }

    private void network(long id, String about) {
        ledger.record(true, "f", Input.NO_TIME, bytes(record(id, about)));
    }

    private void usage(long id, String about) {
        ledger.record(false, "f", Input.NO_TIME, bytes("{'record_id':" + id + "," + about + "}"));
    }

    private void arrived(String endpoint, int status, String events, String usage) throws IOException {
        ledger.arrivals(bytes("{'endpoint':'" + endpoint + "','status':" + status + ",'events':[" + events
                + "],'usage':[" + usage + "]}"));
    }

    private void reject(String stage, String raw, String stream) throws IOException {
        ledger.rejected(bytes("{'stage':'" + stage + "','stream_id':'" + stream + "','raw':'"
                + Base64.getEncoder().encodeToString(bytes(raw)) + "'}"));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
