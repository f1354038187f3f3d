package io.datastreamer.job.element;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.element.CsvMember.*;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes lines of an operator's own CSV, as its {@link CsvMapping} says. */
public final class MappedCsv implements ElementDecoder {
    /** The format's name. */
    public static final String FORMAT = "csv";

    private static final int MAX_TEXT = 253;
    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(1_000_000_000_000_000L);

    private final ElementSettings settings;
    private final CsvMapping mapping;
    private final CsvReader.CsvReaderBuilder lines;
    private final MappedTimes times;

    public MappedCsv(ElementSettings settings, CsvMapping mapping) {
        this.settings = settings;
        this.mapping = mapping;
        this.lines = CsvReader.builder()
                .fieldSeparator(mapping.separator())
                .quoteCharacter(mapping.quote())
                .skipEmptyLines(false);
        this.times = new MappedTimes(settings.zone());
    }

    @Override
    public void decode(RawRecord raw, Output out) throws MalformedRecord {
        List<String> fields = fields(new String(raw.bytes(), UTF_8));
        if (fields.equals(mapping.columns())) {
            out.unused("the line holds the names of columns");
            return;
        }
        if (fields.size() != mapping.columns().size()) {
            throw new MalformedRecord(
                    Reason.UNREADABLE,
                    "record: has " + fields.size() + " columns, must have "
                            + mapping.columns().size());
        }
        CsvMapping.EventOf event = event(fields);
        if (event.event() == null) {
            out.unused("the mapping leaves such records out");
        } else {
            out.session(session(event.event(), fields, raw));
        }
    }

    private List<String> fields(String line) throws MalformedRecord {
        if (line.indexOf('\uFFFD') >= 0) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: is no text in UTF-8");
        }
        if (line.chars().filter(c -> c == mapping.quote()).count() % 2 != 0) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: a quote is not closed in its line");
        }
        try {
            Iterator<CsvRecord> records = lines.ofCsvRecord(line).iterator();
            List<String> fields = records.hasNext() ? records.next().getFields() : List.of();
            if (records.hasNext()) {
                throw new MalformedRecord(Reason.UNREADABLE, "record: is more than one line");
            }
            return fields;
        } catch (CsvParseException e) {
            throw new MalformedRecord(
                    Reason.UNREADABLE, "record: is no CSV: " + Shown.text(String.valueOf(e.getMessage())));
        }
    }

    private CsvMapping.EventOf event(List<String> fields) throws MalformedRecord {
        CsvMapping.EventOf event =
                mapping.eventColumn() < 0 ? null : mapping.events().get(fields.get(mapping.eventColumn()));
        if (event == null) {
            event = mapping.defaultEvent();
        }
        if (event == null) {
            int column = mapping.eventColumn();
            throw wrong(mapping.columns().get(column), fields.get(column), "an event of the mapping");
        }
        return event;
    }

    private SessionRecord session(Event event, List<String> fields, RawRecord raw) throws MalformedRecord {
        String imsi = text(IMSI, fields);
        if (imsi == null || !Digits.are(imsi, 14, 15)) {
            throw wrong(IMSI.key(), String.valueOf(imsi), "an IMSI of 14 to 15 digits");
        }
        long time = time(TIME, fields);
        if (time == PdpContext.NO_TIME) {
            throw new MalformedRecord(Reason.MEMBER_MISSING, "time: is missing");
        }
        String element = text(ELEMENT, fields);
        String session = joined(mapping.session(), fields);
        long start = time(START, fields);
        return new SessionRecord(
                event,
                FORMAT,
                element == null ? "" : element,
                session,
                session + SEPARATOR + joined(mapping.key(), fields),
                time,
                start == PdpContext.NO_TIME && event == Event.START ? time : Math.min(start, time),
                number(SECONDS, fields),
                bearer(imsi, fields),
                volume(fields),
                null,
                settings.bills(),
                SessionRecord.shardOf(session),
                Origin.of(raw));
    }

    private static String joined(List<Integer> places, List<String> fields) {
        StringBuilder joined = new StringBuilder();
        for (int place : places) {
            joined.append(joined.isEmpty() ? "" : SEPARATOR).append(fields.get(place));
        }
        return joined.toString();
    }

    private Volume volume(List<String> fields) throws MalformedRecord {
        long tx = number(TX_BYTES, fields);
        long rx = number(RX_BYTES, fields);
        if (tx == Absent.NUMBER && rx == Absent.NUMBER) {
            return Volume.NONE;
        }
        Volume.Kind kind = mapping.parts() ? Volume.Kind.PART : Volume.Kind.TOTAL;
        return settings.swapDirections() ? new Volume(kind, rx, tx) : new Volume(kind, tx, rx);
    }

    private Bearer bearer(String imsi, List<String> fields) throws MalformedRecord {
        long rat = number(RAT_TYPE, fields);
        return new Bearer(
                imsi,
                plmn(fields),
                text(PDP_CONTEXT_ID, fields),
                text(APN, fields),
                number(NSAPI, fields),
                text(UE_IP_ADDRESS, fields),
                text(IMEISV, fields),
                rat == Absent.NUMBER ? settings.ratType() : rat,
                text(SGSN_CONTROL_PLANE_IP_ADDRESS, fields),
                text(GGSN_CONTROL_PLANE_IP_ADDRESS, fields),
                new Cell(
                        number(LAC, fields),
                        number(SAC, fields),
                        number(RAC, fields),
                        number(CI, fields),
                        number(TAC, fields),
                        number(ECI, fields),
                        number(NCI, fields)));
    }

    private @Nullable Plmn plmn(List<String> fields) throws MalformedRecord {
        String digits = text(CsvMember.PLMN, fields);
        String mcc = text(MCC, fields);
        String mnc = text(MNC, fields);
        if (digits == null && (mcc == null || mnc == null)) {
            return settings.plmn();
        }
        String both = digits != null ? digits.replace("-", "") : mcc + mnc;
        if (!Digits.are(both, 5, 6) || (digits == null && !Digits.are(String.valueOf(mcc), 3, 3))) {
            throw wrong(CsvMember.PLMN.key(), both, "an MCC and an MNC of 5 to 6 digits");
        }
        return new Plmn(both.substring(0, 3), both.substring(3));
    }

    private @Nullable String text(CsvMember member, List<String> fields) throws MalformedRecord {
        CsvMapping.Source source = mapping.members().get(member);
        if (source == null) {
            return null;
        }
        String text = source.constant() != null
                ? source.constant()
                : fields.get(source.column()).strip();
        String value = source.values().getOrDefault(text, text);
        // limits what is kept of a session
        if (value.length() > MAX_TEXT) {
            throw wrong(member.key(), value, "at most " + MAX_TEXT + " characters");
        }
        return value.isEmpty() ? null : value;
    }

    private long number(CsvMember member, List<String> fields) throws MalformedRecord {
        String text = text(member, fields);
        CsvMapping.Source source = mapping.members().get(member);
        if (text == null || source == null) {
            return Absent.NUMBER;
        }
        try {
            BigDecimal number = text.length() > 40 ? MAX_NUMBER.negate() : new BigDecimal(text);
            if (number.signum() >= 0 && number.scale() >= -20 && number.scale() <= 40) {
                BigDecimal whole = number.multiply(source.factor()).setScale(0, RoundingMode.HALF_UP);
                if (whole.compareTo(MAX_NUMBER) <= 0) {
                    return whole.longValueExact();
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(member.key(), text, "a number from 0 to 10^15");
        }
        throw wrong(member.key(), text, "a number from 0 to 10^15");
    }

    private long time(CsvMember member, List<String> fields) throws MalformedRecord {
        String text = text(member, fields);
        CsvMapping.Source source = mapping.members().get(member);
        if (text == null || source == null) {
            return PdpContext.NO_TIME;
        }
        try {
            return times.millis(text, source);
        } catch (ZonedText.UnclearTime e) {
            throw new MalformedRecord(
                    Reason.MEMBER_WRONG, member.key() + ": \"" + Shown.text(text) + "\" " + e.getMessage());
        }
    }

    private static MalformedRecord wrong(String member, String value, String expected) {
        return new MalformedRecord(
                Reason.MEMBER_WRONG, member + ": is \"" + Shown.text(value) + "\", must be " + expected);
    }
}
