package io.datastreamer.job;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.uid.Uids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends one record for each rule by which a stage rejects. It leaves that stage with its reason, its bytes and its
 * place, counts under the reason's label, and nothing else is lost. The decoders' tests cover the rules of single
 * members.
 */
class RejectionITCase {
    private static final String EVENT =
            "{\"record_id\":1,\"time\":\"2017-10-26T07:28:00Z\",\"operation\":\"SIM_ACTIVATION\","
                    + "\"imsi\":\"901430123456789\"}";
    private static final String USAGE =
            "{\"record_id\":1,\"imsi\":\"901430999912345\",\"start\":\"2017-03-19T21:06:33Z\","
                    + "\"end\":\"2017-03-19T21:21:23Z\",\"rx_bytes\":1,\"tx_bytes\":2,\"plmn\":{\"mcc\":\"262\",\"mnc\":\"01\"},"
                    + "\"service\":\"DATA\"}";
    private static final String SMS = USAGE.replace("_bytes", "_messages").replace("DATA", "SMS");
    private static final String IN_FRANCE = SMS.replace("262", "208").replace("\"01\"", "\"10\"");
    private static final String END = " by the end of the input";

    static final List<Rule> RULES = List.of(
            new Rule("decode", Reason.UNREADABLE, "record: is empty", ""),
            new Rule("decode", Reason.NOT_JSON, "record: is not a JSON object", "[" + EVENT + "]"),
            new Rule("decode", Reason.NOT_JSON, "record: is not JSON: Unrecognized token 'garbage'", "garbage"),
            new Rule("decode", Reason.NOT_JSON, "record: has more after the JSON object", EVENT + EVENT),
            new Rule("decode", Reason.NOT_JSON, "imsi: is not JSON: ", EVENT.substring(0, EVENT.length() - 5)),
            new Rule(
                    "decode",
                    Reason.MEMBER_MISSING,
                    "operation: is missing",
                    "{\"record_id\":1,\"time\":\"2017-10-26T07:28:00Z\"}"),
            new Rule(
                    "decode",
                    Reason.MEMBER_DUPLICATE,
                    "imsi: is there more than once",
                    with(EVENT, "\"imsi\":\"901430123456790\"")),
            new Rule(
                    "decode",
                    Reason.MEMBER_WRONG,
                    "plmn.mnc: is \"1\"",
                    with(EVENT, "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"1\"}")),
            new Rule(
                    "decode", Reason.MEMBER_WRONG, "operation: is \"SIM_THEFT\"", EVENT.replace("ACTIVATION", "THEFT")),
            new Rule(
                    "decode",
                    Reason.CONTRADICTION,
                    "end: is 2017-03-19T21:06:32Z, must not be before start",
                    USAGE.replace("21:21:23", "21:06:32")),
            new Rule(
                    "decode",
                    Reason.CONTRADICTION,
                    "rx_messages: is 3, a record of DATA has none",
                    with(USAGE, "\"rx_messages\":3")),
            new Rule(
                    "decode",
                    Reason.CONTRADICTION,
                    "currency: is there without cost",
                    with(USAGE, "\"currency\":\"EUR\"")),
            new Rule(
                    "enrich",
                    Reason.NO_SIM,
                    "imsi: no SIM with IMSI 901430000000001 in the registry" + END,
                    EVENT.replace("901430123456789", "901430000000001")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "organisation_id: no organisation 17 in the catalog" + END,
                    EVENT.replace("SIM_ACTIVATION", "ORGANISATION_BLOCKED")
                            .replace("\"imsi\":\"901430123456789\"", "\"organisation_id\":17")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "plmn: no operator for PLMN 262/99 in the catalog" + END,
                    with(EVENT, "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"99\"}")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "plmn: no operator for PLMN 262/001 in the catalog" + END,
                    with(EVENT, "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"001\"}")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "tariff_id: no tariff 65 in the catalog" + END,
                    with(USAGE, "\"tariff_id\":65")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "tariff_id: is missing, the SIM has none either: no tariff in the catalog" + END,
                    USAGE.replace("901430999912345", "90143099991234")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "currency: no currency GBP in the catalog" + END,
                    with(USAGE, "\"cost\":1,\"currency\":\"GBP\"")),
            new Rule(
                    "enrich",
                    Reason.NO_CATALOG_ENTRY,
                    "currency: no currency 3 in the catalog" + END,
                    with(USAGE, "\"cost\":1,\"currency\":3")),
            new Rule(
                    "enrich",
                    Reason.NO_RATE,
                    "ratezone_id: no rate zone 85 in tariff 64",
                    with(USAGE, "\"ratezone_id\":85")),
            new Rule("enrich", Reason.NO_RATE, "service: no rate_per_sms in rate zone 84", IN_FRANCE));

    private static RecordPath.@Nullable Result result;

    /** The reject of a record of the text. */
    record Rule(String stage, Reason reason, String text, String line) {
        RawRecord raw(int index) {
            // each has its own id, so that none is a duplicate
            String own = line.replace("\"record_id\":1,", "\"record_id\":" + (100 + index) + ",");
            return new RawRecord(own.getBytes(UTF_8), null, "rules", index, Lines.READ_AT, null);
        }

        boolean isUsage() {
            return line.contains("\"start\"");
        }
    }

    @BeforeAll
    static void run() throws Exception {
        List<RawRecord> network = new ArrayList<>(GoldenFiles.networkRecords());
        List<RawRecord> billing = new ArrayList<>(GoldenFiles.billingRecords());
        for (int i = 0; i < RULES.size(); i++) {
            (RULES.get(i).isUsage() ? billing : network).add(RULES.get(i).raw(i));
        }
        result = new RecordPath(2).run(network, billing, GoldenFiles.sims(), GoldenFiles.catalog());
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void isRejectedWithItsReason(Rule rule) {
        int index = RULES.indexOf(rule);
        assertThat(result().rejected())
                .filteredOn(rejected ->
                        rejected.source().equals("rules") && rejected.position().equals(Integer.toString(index)))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.stage()).isEqualTo(rule.stage());
                    assertThat(rejected.reason()).startsWith(rule.text());
                    assertThat(rejected.raw()).isEqualTo(rule.raw(index).bytes());
                });
    }

    @Test
    void eachIsCountedUnderItsLabel() {
        Set<Reason> reasons = new TreeSet<>();
        RULES.forEach(rule -> reasons.add(rule.reason()));
        for (Reason reason : reasons) {
            long expected =
                    RULES.stream().filter(rule -> rule.reason() == reason).count();
            String name = JobMetric.REJECTED.key() + "." + reason.label();
            long counted = 0;
            for (String stage :
                    List.of(Uids.DECODE_NETWORK_RECORDS, Uids.DECODE_BILLING_RECORDS, Uids.ENRICH, Uids.NORMALIZE)) {
                counted += result().metric(stage, name);
            }
            assertThat(counted).as(name).isEqualTo(expected);
        }
    }

    @Test
    void nothingElseIsLost() {
        assertThat(result().rejected()).hasSize(RULES.size());
        assertThat(result().documents())
                .hasSize(GoldenFiles.events().size() + GoldenFiles.usage().size());
    }

    private static RecordPath.Result result() {
        return Objects.requireNonNull(result);
    }

    private static String with(String line, String members) {
        return line.substring(0, line.length() - 1) + "," + members + "}";
    }
}
