package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Decodes the lines that OsmoSGSN writes for charging: 8 columns of a subscriber's registration, 16 of a PDP context,
 * separated by commas, without quotes. Also reads what the control interface sends ({@code TRAP … cdr-v1 LINE}).
 */
public final class OsmoSgsn implements ElementDecoder {
    /** The format's name. */
    public static final String FORMAT = "osmo-sgsn-cdr";

    private static final String[] COLUMNS = {
        "timestamp",
        "imsi",
        "imei",
        "msisdn",
        "cell_id",
        "lac",
        "hlr",
        "event",
        "pdp_duration",
        "ggsn_addr",
        "sgsn_addr",
        "apni",
        "eua_addr",
        "vol_in",
        "vol_out",
        "charging_id"
    };
    private static final int TIMESTAMP = 0;
    private static final int IMSI = 1;
    private static final int IMEI = 2;
    private static final int CELL_ID = 4;
    private static final int LAC = 5;
    private static final int EVENT = 7;
    private static final int DURATION = 8;
    private static final int GGSN = 9;
    private static final int SGSN = 10;
    private static final int APN = 11;
    private static final int EUA = 12;
    private static final int VOL_IN = 13;
    private static final int VOL_OUT = 14;
    private static final int CHARGING_ID = 15;
    private static final int COLUMNS_OF_SUBSCRIBER = 8;
    private static final long MAX_VOLUME = 1_000_000_000_000_000L;
    private static final int MAX_TEXT = 253;

    private final ElementSettings settings;

    public OsmoSgsn(ElementSettings settings) {
        this.settings = settings;
    }

    @Override
    public void decode(RawRecord raw, Output out) throws MalformedRecord {
        String line = new String(raw.bytes(), UTF_8);
        int trap = line.indexOf(" cdr-v1 ");
        if (line.startsWith("TRAP ") && trap > 0) {
            line = line.substring(trap + " cdr-v1 ".length());
        }
        String[] columns = line.split(",", -1);
        if (columns[0].equals(COLUMNS[0])) {
            out.unused("the line holds the names of columns");
            return;
        }
        if (columns.length != COLUMNS_OF_SUBSCRIBER && columns.length != COLUMNS.length) {
            throw new MalformedRecord(
                    Reason.UNREADABLE,
                    "record: has " + columns.length + " columns, must have " + COLUMNS_OF_SUBSCRIBER + " or "
                            + COLUMNS.length);
        }
        long time = time(columns);
        boolean ofContext = columns.length == COLUMNS.length;
        switch (columns[EVENT]) {
            case "attach", "update" -> out.session(location(only(8, columns), time, raw));
            case "detach", "free" -> out.unused("the event " + only(8, columns)[EVENT] + " becomes no record");
            case "pdp-act" -> out.session(context(Event.START, only(16, columns), time, raw));
            case "pdp-periodic" -> out.session(context(Event.UPDATE, only(16, columns), time, raw));
            case "pdp-deact", "pdp-terminate", "pdp-free" ->
                out.session(context(Event.STOP, only(16, columns), time, raw));
            default -> throw wrong(EVENT, columns, "an event of " + (ofContext ? "a PDP context" : "a subscriber"));
        }
    }

    private static String[] only(int count, String[] columns) throws MalformedRecord {
        if (columns.length != count) {
            throw new MalformedRecord(
                    Reason.UNREADABLE,
                    "record: has " + columns.length + " columns, must have " + count + " with the event "
                            + Shown.text(columns[EVENT]));
        }
        return columns;
    }

    private SessionRecord location(String[] columns, long time, RawRecord raw) throws MalformedRecord {
        String imsi = imsi(columns);
        if (imsi == null) {
            throw wrong(IMSI, columns, "an IMSI of 14 to 15 digits");
        }
        String element = settings.sgsnIp() == null ? "" : settings.sgsnIp();
        String key = imsi + SEPARATOR + columns[EVENT] + SEPARATOR + columns[TIMESTAMP];
        Bearer bearer = new Bearer(
                imsi,
                settings.plmn(),
                null,
                null,
                Absent.NUMBER,
                null,
                imei(columns),
                settings.ratType(),
                settings.sgsnIp(),
                null,
                cell(columns));
        return new SessionRecord(
                Event.LOCATION,
                FORMAT,
                element,
                "",
                key,
                time,
                PdpContext.NO_TIME,
                Absent.NUMBER,
                bearer,
                Volume.NONE,
                settings.sgsn(),
                false,
                SessionRecord.shardOf(imsi),
                Origin.of(raw));
    }

    private SessionRecord context(Event event, String[] columns, long time, RawRecord raw) throws MalformedRecord {
        String chargingId = Long.toString(number(CHARGING_ID, columns, 0xFFFF_FFFFL));
        String sgsn = required(SGSN, columns);
        String ggsn = required(GGSN, columns);
        long tx = number(VOL_IN, columns, MAX_VOLUME);
        long rx = number(VOL_OUT, columns, MAX_VOLUME);
        long seconds = number(DURATION, columns, 0xFFFF_FFFFL);
        String session = sgsn + SEPARATOR + ggsn + SEPARATOR + chargingId;
        String key =
                session + SEPARATOR + columns[EVENT] + SEPARATOR + columns[TIMESTAMP] + SEPARATOR + tx + SEPARATOR + rx;
        Bearer bearer = new Bearer(
                imsi(columns),
                settings.plmn(),
                chargingId,
                text(APN, columns),
                Absent.NUMBER,
                address(text(EUA, columns)),
                imei(columns),
                settings.ratType(),
                sgsn,
                ggsn,
                cell(columns));
        Volume volume = settings.swapDirections()
                ? new Volume(Volume.Kind.TOTAL, rx, tx)
                : new Volume(Volume.Kind.TOTAL, tx, rx);
        return new SessionRecord(
                event,
                FORMAT,
                sgsn,
                session,
                key,
                time,
                event == Event.START ? time : PdpContext.NO_TIME,
                seconds,
                bearer,
                volume,
                null,
                settings.bills(),
                SessionRecord.shardOf(session),
                Origin.of(raw));
    }

    // yyyyMMddHHmmssSSS in UTC
    private static long time(String[] columns) throws MalformedRecord {
        String text = columns[TIMESTAMP];
        if (Digits.are(text, 17, 17)) {
            try {
                return LocalDateTime.of(
                                                part(text, 0, 4),
                                                part(text, 4, 6),
                                                part(text, 6, 8),
                                                part(text, 8, 10),
                                                part(text, 10, 12),
                                                part(text, 12, 14))
                                        .toEpochSecond(ZoneOffset.UTC)
                                * 1000
                        + part(text, 14, 17);
            } catch (DateTimeException e) {
                throw wrong(TIMESTAMP, columns, "a time such as 20261126131000306");
            }
        }
        throw wrong(TIMESTAMP, columns, "a time such as 20261126131000306");
    }

    private static int part(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    private static @Nullable String imsi(String[] columns) throws MalformedRecord {
        String imsi = known(columns[IMSI]);
        if (imsi != null && !Digits.are(imsi, 14, 15)) {
            throw wrong(IMSI, columns, "an IMSI of 14 to 15 digits, or N/A");
        }
        return imsi;
    }

    private static @Nullable String imei(String[] columns) throws MalformedRecord {
        String imei = known(columns[IMEI]);
        if (imei != null && !Digits.are(imei, 1, 16)) {
            throw wrong(IMEI, columns, "digits, or N/A");
        }
        return imei;
    }

    private static Cell cell(String[] columns) throws MalformedRecord {
        if (known(columns[LAC]) == null) {
            return Cell.UNKNOWN;
        }
        long ci = known(columns[CELL_ID]) == null ? Absent.NUMBER : number(CELL_ID, columns, 0xFFFF);
        return Cell.of2g3g(number(LAC, columns, 0xFFFF), Absent.NUMBER, Absent.NUMBER, ci);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() || text.equals("N/A") || text.equals("-1") ? null : text;
    }

    // limits what is kept of a session
    private static @Nullable String text(int column, String[] columns) throws MalformedRecord {
        String text = known(columns[column]);
        if (text != null && text.length() > MAX_TEXT) {
            throw wrong(column, columns, "at most " + MAX_TEXT + " characters");
        }
        return text;
    }

    // a word stands for what is no IP address
    private static @Nullable String address(@Nullable String text) {
        return text != null && (text.indexOf('.') > 0 || text.indexOf(':') >= 0) ? text : null;
    }

    private static String required(int column, String[] columns) throws MalformedRecord {
        String text = text(column, columns);
        if (text == null) {
            throw new MalformedRecord(Reason.MEMBER_MISSING, COLUMNS[column] + ": is missing");
        }
        return text;
    }

    private static long number(int column, String[] columns, long max) throws MalformedRecord {
        String text = columns[column];
        if (Digits.are(text, 1, 18)) {
            long number = Long.parseLong(text);
            if (number <= max) {
                return number;
            }
        }
        throw wrong(column, columns, "a number from 0 to " + max);
    }

    private static MalformedRecord wrong(int column, String[] columns, String expected) {
        return new MalformedRecord(
                Reason.MEMBER_WRONG,
                COLUMNS[column] + ": is \"" + Shown.text(columns[column]) + "\", must be " + expected);
    }
}
