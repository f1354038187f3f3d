package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches for tests: documents with the given ids, in one shared buffer with other bytes between them. */
public final class Documents {
    private static final byte[] GAP = "\0gap\0".getBytes(StandardCharsets.UTF_8);

    private Documents() {}

    /** The JSON of the event with this id. */
    public static String json(long id) {
        return "{\"id\":" + id + ",\"alert\":false,\"description\":\"Zürich\","
                + "\"timestamp\":\"2017-10-26T07:28:00.000+0000\",\"event_type\":{\"id\":1}}";
    }

    /** The JSON of usage with this id, which has its own SIM. */
    public static String usageJson(long id) {
        return ("{\"cost\":0.00558275,\"id\":%d,\"operator\":{\"id\":4,\"name\":\"Telekom\",\"country\":{\"id\":74,"
                        + "\"name\":\"Germany\"}},\"organisation\":{\"id\":7,\"name\":\"Test\"},\"tariff\":{\"ratezone\":"
                        + "{\"id\":83,\"name\":\"Europe_I\"},\"id\":64,\"name\":\"Global Pro I\"},\"traffic_type\":{\"id\":5,"
                        + "\"name\":\"Data\"},\"endpoint\":{\"id\":8392037},\"imsi\":\"901430999912345\",\"volume\":{\"rx\":0.0138,"
                        + "\"tx\":0.008531,\"total\":0.022331},\"start_timestamp\":\"2017-03-19 21:06:33\",\"sim\":{\"iccid\":"
                        + "\"%s\",\"id\":233746},\"currency\":{\"symbol\":\"€\",\"code\":\"EUR\",\"id\":1},"
                        + "\"end_timestamp\":\"2017-03-19 21:21:23\"}")
                .formatted(id, iccid(id));
    }

    /** The supplement of usage with this id. */
    public static String usageSupplement(long id) {
        return ("{\"endpoint_name\":\"Tracker %d\",\"endpoint_ip_address\":\"10.0.0.1\",\"endpoint_tags\":\"a, \\\"b\\\"\","
                        + "\"endpoint_imei\":null,\"msisdn\":\"882285100000001\",\"sim_production_date\":"
                        + "\"2016-12-27 10:09:23\",\"operator_mncs\":[\"01\",\"06\"],\"country_mcc\":\"262\"}")
                .formatted(id);
    }

    /** The SIM of usage with this id. */
    public static String iccid(long id) {
        return "8988303000000%06d".formatted(id);
    }

    /** Events. */
    public static Batch batch(long... ids) {
        return batch(RecordKind.EVENT, ids);
    }

    /** Events or usage. */
    public static Batch batch(RecordKind kind, long... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<int[]> places = new ArrayList<>();
        for (long id : ids) {
            byte[] json = (kind == RecordKind.EVENT ? json(id) : usageJson(id)).getBytes(StandardCharsets.UTF_8);
            byte[] supplement = (kind == RecordKind.EVENT ? "" : usageSupplement(id)).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(GAP);
            places.add(new int[] {bytes.size(), json.length, bytes.size() + json.length, supplement.length});
            bytes.writeBytes(json);
            bytes.writeBytes(supplement);
        }
        bytes.writeBytes(GAP);
        byte[] buffer = bytes.toByteArray();
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            int[] at = places.get(i);
            items.add(new Batch.Item(
                    ids[i],
                    kind == RecordKind.EVENT ? 1 : -1,
                    kind == RecordKind.EVENT ? "8988303000000000001" : iccid(ids[i]),
                    buffer,
                    at[0],
                    at[1],
                    at[2],
                    at[3]));
        }
        return new Batch(7, "stream-1", kind, items);
    }

    /** The same batch as an object with this name. */
    public static Batch named(Batch batch, String name, boolean isFirstAttempt) {
        return new Batch(
                batch.organisationId(),
                batch.streamId(),
                batch.kind(),
                batch.items(),
                new Batch.NamedObject(name, isFirstAttempt));
    }
}
