package io.datastreamer.job;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damaged records of every kind through all stages: none stops the job, each becomes a document, is rejected with a
 * reason, or is dropped as a repeated one. {@code -Dfuzz.records=} and {@code -Dfuzz.seed=} make another run.
 */
class FuzzITCase {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void everyRecordIsAccountedFor() throws Exception {
        int count = Integer.getInteger("fuzz.records", 30_000);
        long seed = Long.getLong("fuzz.seed", 1);
        List<RawRecord> sims = damagedThenSound(seed + 1, "/golden/sims.jsonl");
        List<RawRecord> catalog = damagedThenSound(seed + 2, "/golden/catalog.jsonl");
        List<RawRecord> network = new Mutations(seed + 3, soundNetworkRecords()).make(count * 3 / 4);
        List<RawRecord> billing = new Mutations(seed + 4, soundBillingRecords()).make(count / 4);

        RecordPath.Result result = new RecordPath(2).run(network, billing, sims, catalog);

        long raw = (long) network.size() + billing.size();
        long ofReference = result.metric(Uids.DECODE_SIMS, MetricNames.REJECTED)
                + result.metric(Uids.DECODE_CATALOG, MetricNames.REJECTED);
        long rejected = result.rejected().size() - ofReference;
        long duplicates = result.metric(Uids.ENRICH, MetricNames.DUPLICATES);
        assertThat(result.documents().size() + rejected + duplicates).isEqualTo(raw);
        assertThat(result.documents().size()).isGreaterThan(count / 20);
        assertThat(rejected).isGreaterThan(count / 20);
        assertBalanced(result, raw);
        for (Rejected one : result.rejected()) {
            assertThat(one.reason())
                    .matches("(?s).+: .*")
                    .doesNotContain("cannot be decoded")
                    .doesNotContain("no document can be made");
        }
        for (Document document : result.documents()) {
            STRICT.readTree(document.json());
            if (document.supplement().length > 0) {
                STRICT.readTree(document.supplement());
            }
        }
    }

    private static List<RawRecord> damagedThenSound(long seed, String resource) {
        List<RawRecord> records = new ArrayList<>(new Mutations(seed, Lines.of(resource)).make(500));
        records.addAll(Lines.of(resource));
        return records;
    }

    private static void assertBalanced(RecordPath.Result result, long raw) {
        long in = result.metric(Uids.DECODE_NETWORK_RECORDS, MetricNames.RECORDS)
                + result.metric(Uids.DECODE_BILLING_RECORDS, MetricNames.RECORDS);
        long rejectedByDecode = result.metric(Uids.DECODE_NETWORK_RECORDS, MetricNames.REJECTED)
                + result.metric(Uids.DECODE_BILLING_RECORDS, MetricNames.REJECTED);
        assertThat(in).isEqualTo(raw);
        assertThat(result.metric(Uids.ENRICH, MetricNames.RECORDS)).isEqualTo(in - rejectedByDecode);
        assertThat(result.metric(Uids.ENRICH, MetricNames.WAITING)).isZero();
        assertThat(result.metric(Uids.NORMALIZE, MetricNames.RECORDS))
                .isEqualTo(result.metric(Uids.ENRICH, MetricNames.RECORDS)
                        - result.metric(Uids.ENRICH, MetricNames.REJECTED)
                        - result.metric(Uids.ENRICH, MetricNames.DUPLICATES));
        assertThat(result.metric(Uids.NORMALIZE, MetricNames.DOCUMENTS))
                .isEqualTo(result.metric(Uids.NORMALIZE, MetricNames.RECORDS)
                        - result.metric(Uids.NORMALIZE, MetricNames.REJECTED))
                .isEqualTo(result.documents().size());
    }

    private static List<RawRecord> soundNetworkRecords() {
        List<RawRecord> records = new ArrayList<>(Lines.of("/golden/network-records.jsonl"));
        for (EventType type : EventType.values()) {
            records.add(Lines.raw("{\"record_id\":1,\"time\":\"2017-10-26T07:28:00Z\",\"operation\":\"" + type
                    + "\",\"imsi\":\"901430123456789\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\"sgsn\":\"4917\","
                    + "\"sgsn_ip\":\"10.0.0.1\",\"reason\":\"why\",\"sim_status\":{\"from\":\"a\",\"to\":\"b\"},"
                    + "\"callback_url\":\"https://example.com\",\"http_status\":500,\"description\":\"näh\"}"));
        }
        return records;
    }

    private static List<RawRecord> soundBillingRecords() {
        List<RawRecord> records = new ArrayList<>(Lines.of("/golden/billing-records.jsonl"));
        String sms = "{\"record_id\":1,\"imsi\":\"901430999912345\",\"start\":\"2017-03-19T21:06:33Z\","
                + "\"end\":\"2017-03-19T21:06:33Z\",\"rx_messages\":1,\"tx_messages\":2,"
                + "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"01\"},\"service\":\"SMS\"";
        records.add(Lines.raw(sms + "}"));
        records.add(Lines.raw(sms + ",\"cost\":1.5,\"currency\":\"USD\",\"ratezone_id\":83,\"tariff_id\":64}"));
        return records;
    }
}
