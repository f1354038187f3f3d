package io.datastreamer.job;

import io.datastreamer.job.StrictJson.Decimal;
import io.datastreamer.job.StrictJson.Null;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents as a wary receiver would, by the product document alone: every member in its place, of its type and
 * form, and no others. Knows nothing of how documents are written.
 */
final class StrictDocument {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000";
    private static final String UTC = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    private static final String TUNNEL = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";
    private static final String RFC_3339 = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.(?!000)\\d{3})?Z";
    private static final BigDecimal TWO_TO_53 = new BigDecimal(1L << 53);
    private static final int LAST_OF_FIRST_FORM = 15;
    private static final String IMSI = "\\d{14,15}";
    private static final String ICCID = "\\d{19}";
    private static final String ANY = "(?s).*";

    private final String path;
    private final boolean second;
    private final Iterator<Map.Entry<String, Object>> members;
    private Map.@Nullable Entry<String, Object> next;

    private StrictDocument(String path, boolean second, Object value) {
        this.path = path;
        this.second = second;
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(path + " is no object: " + value);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> typed = (Map<String, Object>) map;
        members = typed.entrySet().iterator();
        advance();
    }

    /** Reads an event and returns its id. */
    static long event(byte[] json) {
        return event(false, json);
    }

    /** Reads an event in the second form and returns its id. */
    static long secondEvent(byte[] json) {
        return event(true, json);
    }

    private static long event(boolean second, byte[] json) {
        StrictDocument event = new StrictDocument("event", second, StrictJson.read(json));
        String timestamp = second ? RFC_3339 : TIMESTAMP;
        long id = event.integer("id");
        event.bool("alert");
        event.text("description", ANY);
        event.text("timestamp", timestamp);
        long[] type = new long[1];
        event.object("event_type", o -> {
            type[0] = o.integer("id");
            o.text("description", "[A-Z].+");
        });
        event.object("event_source", o -> o.described("Network", "Policy Control", "API"));
        event.object("event_severity", o -> o.described("Info", "Warn", "Critical"));
        event.object("organisation", StrictDocument::named);
        event.optionalObject("endpoint", o -> {
            o.integer("id");
            List.of("name", "ip_address", "tags", "imei").forEach(member -> o.textOrNull(member, ANY));
        });
        event.optionalObject("imsi", o -> {
            o.integer("id");
            o.text("imsi", IMSI);
            o.text("import_date", timestamp);
        });
        event.optionalObject("sim", o -> {
            o.integer("id");
            o.text("iccid", ICCID);
            if (second) {
                o.textOrNull("msisdn", ANY);
            } else {
                o.optionalText("msisdn");
            }
            o.text("production_date", timestamp);
        });
        event.optionalObject("user", o -> {
            o.integer("id");
            o.text("username", ANY);
            o.textOrNull("name", ANY);
        });
        if (second && type[0] > LAST_OF_FIRST_FORM) {
            event.optionalAny("detail");
        } else {
            event.optionalObject("detail", o -> o.detail(type[0]));
        }
        event.end();
        return id;
    }

    private void detail(long eventType) {
        boolean hasPlace = next != null && next.getKey().equals("id");
        if (hasPlace) {
            named();
        }
        if (eventType == 5) {
            optionalObject("volume", o -> o.volume(6));
        }
        if (eventType >= 3 && eventType <= 5) {
            optionalObject("pdp_context", StrictDocument::pdpContext);
        }
        if (hasPlace) {
            object("country", o -> {
                o.named();
                o.text("country_code", ANY);
                o.text("mcc", "\\d{3}");
                o.text("iso_code", ANY);
            });
        }
        if (hasPlace && (eventType == 1 || eventType == 2)) {
            array("tapcode", o -> {
                o.integer("id");
                o.text("tapcode", ANY);
            });
            array("mnc", o -> {
                o.integer("id");
                o.text("mnc", "\\d{2,3}");
            });
        }
    }

    private void pdpContext() {
        textOrNull("mcc", "\\d{3}");
        textOrNull("tunnel_created", second ? RFC_3339 : TUNNEL);
        textOrNull("ggsn_control_plane_ip_address", ANY);
        pdpContextId();
        List.of("imeisv", "region").forEach(member -> textOrNull(member, ANY));
        List.of("lac", "sac", "rat_type").forEach(this::integerOrNull);
        List.of("gtp_version", "ue_ip_address").forEach(member -> textOrNull(member, ANY));
        textOrNull("mnc", "\\d{2,3}");
        textOrNull("sgsn_data_plane_ip_address", ANY);
        integerOrNull("ci");
        textOrNull("apn", ANY);
        List.of("tx_teid_control_plane", "rx_teid", "rac").forEach(this::integerOrNull);
        textOrNull("imsi", IMSI);
        textOrNull("sgsn_control_plane_ip_address", ANY);
        integerOrNull("nsapi");
        List.of("breakout_ip", "ggsn_data_plane_ip_address").forEach(member -> textOrNull(member, ANY));
        integerOrNull("tx_teid_data_plane");
        if (second) {
            List.of("tac", "eci", "nci").forEach(this::integerOrNull);
        }
    }

    private void pdpContextId() {
        if (second && next != null && next.getValue() instanceof Decimal) {
            long id = integer("pdp_context_id");
            require(new BigDecimal(id).compareTo(TWO_TO_53) <= 0, "pdp_context_id", "at most 2^53");
        } else {
            textOrNull("pdp_context_id", ANY);
        }
    }

    /** Reads usage and returns its id. */
    static long usage(byte[] json) {
        return usage(false, json);
    }

    /** Reads usage in the second form and returns its id. */
    static long secondUsage(byte[] json) {
        return usage(true, json);
    }

    private static long usage(boolean second, byte[] json) {
        StrictDocument usage = new StrictDocument("usage", second, StrictJson.read(json));
        String timestamp = second ? RFC_3339 : UTC;
        usage.anyDecimal("cost", 10);
        long id = usage.integer("id");
        usage.object("operator", o -> {
            o.named();
            o.object("country", country -> {
                country.named();
                country.ofSecond(() -> country.textOrNull("mcc", "\\d{3}"));
            });
            o.ofSecond(() -> o.textOrNull("mnc", "\\d{2,3}"));
        });
        usage.object("organisation", StrictDocument::named);
        usage.object("tariff", o -> {
            o.object("ratezone", StrictDocument::named);
            o.named();
        });
        usage.object("traffic_type", o -> {
            o.named();
            o.ofSecond(() -> o.text("description", ANY));
        });
        usage.optionalObject("endpoint", o -> {
            o.integer("id");
            o.ofSecond(
                    () -> List.of("name", "ip_address", "tags", "imei").forEach(member -> o.textOrNull(member, ANY)));
        });
        usage.text("imsi", IMSI);
        usage.ofSecond(() -> usage.integerOrNull("imsi_id"));
        usage.object("volume", o -> o.volume(6));
        usage.text("start_timestamp", timestamp);
        usage.object("sim", o -> {
            o.text("iccid", ICCID);
            o.integer("id");
            o.ofSecond(() -> {
                o.textOrNull("msisdn", ANY);
                o.textOrNull("production_date", timestamp);
            });
        });
        usage.object("currency", o -> {
            o.text("symbol", ANY);
            o.text("code", ANY);
            o.integer("id");
        });
        usage.text("end_timestamp", timestamp);
        usage.end();
        return id;
    }

    private void ofSecond(Runnable read) {
        if (second) {
            read.run();
        }
    }

    private void named() {
        integer("id");
        text("name", ANY);
    }

    private void described(String... descriptions) {
        long id = integer("id");
        text("description", descriptions[(int) id]);
    }

    private void volume(int mostDecimals) {
        BigDecimal rx = decimal("rx", mostDecimals);
        BigDecimal tx = decimal("tx", mostDecimals);
        require(decimal("total", mostDecimals).compareTo(rx.add(tx)) == 0, "total", "the sum of rx and tx");
    }

    private void object(String name, Consumer<StrictDocument> read) {
        StrictDocument object = new StrictDocument(path + "." + name, second, take(name));
        read.accept(object);
        object.end();
    }

    private void optionalObject(String name, Consumer<StrictDocument> read) {
        if (next != null && next.getKey().equals(name)) {
            object(name, read);
        }
    }

    // of later event types: an object that is not empty
    private void optionalAny(String name) {
        if (next != null && next.getKey().equals(name)) {
            require(take(name) instanceof Map<?, ?> any && !any.isEmpty(), name, "an object with members");
        }
    }

    private void array(String name, Consumer<StrictDocument> readElement) {
        Object value = take(name);
        require(value instanceof List, name, "an array");
        for (Object element : (List<?>) value) {
            StrictDocument object = new StrictDocument(path + "." + name + "[]", second, element);
            readElement.accept(object);
            object.end();
        }
    }

    private void text(String name, String pattern) {
        Object value = take(name);
        require(value instanceof String text && text.matches(pattern), name, "a string " + pattern + ", not " + value);
    }

    private void optionalText(String name) {
        if (next != null && next.getKey().equals(name)) {
            text(name, ANY);
        }
    }

    private void textOrNull(String name, String pattern) {
        if (!takeNull(name)) {
            text(name, pattern);
        }
    }

    private long integer(String name) {
        Object value = take(name);
        require(
                value instanceof Decimal number
                        && number.isInteger()
                        && number.text().charAt(0) != '-',
                name,
                "an integer from 0");
        return Long.parseLong(((Decimal) value).text());
    }

    private void integerOrNull(String name) {
        if (!takeNull(name)) {
            integer(name);
        }
    }

    /** A credit note is negative. */
    private void anyDecimal(String name, int mostDecimals) {
        Object value = take(name);
        require(
                value instanceof Decimal number && number.decimals() <= mostDecimals,
                name,
                "a number with at most " + mostDecimals + " decimals, not " + value);
    }

    private BigDecimal decimal(String name, int mostDecimals) {
        Object value = take(name);
        require(
                value instanceof Decimal number
                        && number.decimals() <= mostDecimals
                        && number.text().charAt(0) != '-',
                name,
                "a number from 0 with at most " + mostDecimals + " decimals, not " + value);
        return new BigDecimal(((Decimal) value).text());
    }

    private void bool(String name) {
        require(take(name) instanceof Boolean, name, "true or false");
    }

    private boolean takeNull(String name) {
        boolean isNull = next != null && next.getKey().equals(name) && next.getValue() == Null.NULL;
        if (isNull) {
            advance();
        }
        return isNull;
    }

    private Object take(String name) {
        if (next == null || !next.getKey().equals(name)) {
            throw new NoSuchElementException(path + "." + name + " is not here, but " + next);
        }
        Object value = next.getValue();
        advance();
        return value;
    }

    private void advance() {
        next = members.hasNext() ? members.next() : null;
    }

    private void end() {
        if (next != null) {
            throw new IllegalArgumentException(path + " has more: " + next);
        }
    }

    private void require(boolean holds, String name, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(path + "." + name + " must be " + expected);
        }
    }
}
