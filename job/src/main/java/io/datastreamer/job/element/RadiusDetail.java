package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.CdrTexts;
import io.datastreamer.job.element.location.RadiusLocation;
import io.datastreamer.job.element.location.UserLocation;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.element.RadiusAttribute.*;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;

/**
 * Decodes RADIUS accounting of gateways (RFC 2866, RFC 2869; 3GPP TS 29.061, clause 16.4) from blocks of FreeRADIUS
 * {@code detail} files.
 */
public final class RadiusDetail implements ElementDecoder {
    /** The format's name. */
    public static final String FORMAT = "radius-detail";

    // 10^15, as for billing records: more is no volume of a SIM
    private static final long MAX_VOLUME = 1_000_000_000_000_000L;
    private static final Pattern APN_SUFFIX = Pattern.compile("(?i)\\.mnc\\d{3}\\.mcc\\d{3}\\.gprs$");

    private final ElementSettings settings;
    private final DetailBlock block = new DetailBlock();
    private final RadiusTime times;
    private final CdrTexts texts = new CdrTexts();

    public RadiusDetail(ElementSettings settings) {
        this.settings = settings;
        this.times = new RadiusTime(settings.zone());
    }

    @Override
    public void decode(RawRecord raw, Output out) throws MalformedRecord {
        block.open(raw.bytes());
        long status = status();
        switch ((int) status) {
            case 1 -> out.session(session(Event.START, status, raw));
            case 2 -> out.session(session(Event.STOP, status, raw));
            case 3 -> out.session(session(Event.UPDATE, status, raw));
            case 7, 8 -> out.session(restart(status, raw));
            default -> out.unused("Acct-Status-Type " + status + " tells nothing of a session");
        }
    }

    private long status() throws MalformedRecord {
        String text = block.text(ACCT_STATUS_TYPE);
        if (text == null) {
            throw DetailBlock.missing(ACCT_STATUS_TYPE);
        }
        return switch (text) {
            case "Start" -> 1;
            case "Stop" -> 2;
            case "Interim-Update", "Alive" -> 3;
            case "Accounting-On" -> 7;
            case "Accounting-Off" -> 8;
            case "Tunnel-Start" -> 9;
            case "Tunnel-Stop" -> 10;
            case "Tunnel-Reject" -> 11;
            case "Tunnel-Link-Start" -> 12;
            case "Tunnel-Link-Stop" -> 13;
            case "Tunnel-Link-Reject" -> 14;
            case "Failed" -> 15;
            default -> block.number(ACCT_STATUS_TYPE, Absent.NUMBER);
        };
    }

    private SessionRecord session(Event event, long status, RawRecord raw) throws MalformedRecord {
        String imsi = imsi();
        String element = element();
        String sessionId = block.text(ACCT_SESSION_ID);
        if (sessionId == null) {
            throw DetailBlock.missing(ACCT_SESSION_ID);
        }
        String chargingId = block.has(CHARGING_ID) ? Long.toString(block.number(CHARGING_ID, Absent.NUMBER)) : null;
        String session = element
                + SEPARATOR
                + sessionId
                + SEPARATOR
                + (chargingId == null ? "-" : chargingId)
                + SEPARATOR
                + imsi;
        long time = time();
        Volume volume = volume();
        long seconds = block.number(ACCT_SESSION_TIME, Absent.NUMBER);
        String key = session
                + SEPARATOR
                + status
                + SEPARATOR
                + time
                + SEPARATOR
                + volume.tx()
                + SEPARATOR
                + volume.rx()
                + SEPARATOR
                + seconds;
        return new SessionRecord(
                event,
                FORMAT,
                element,
                session,
                key,
                time,
                event == Event.START ? time : PdpContext.NO_TIME,
                seconds,
                bearer(imsi, chargingId),
                volume,
                null,
                settings.bills(),
                SessionRecord.shardOf(session),
                Origin.of(raw));
    }

    private SessionRecord restart(long status, RawRecord raw) throws MalformedRecord {
        String element = element();
        long time = time();
        return new SessionRecord(
                Event.RESTART,
                FORMAT,
                element,
                "",
                element + SEPARATOR + status + SEPARATOR + time,
                time,
                PdpContext.NO_TIME,
                Absent.NUMBER,
                Bearer.UNKNOWN,
                Volume.NONE,
                null,
                false,
                0,
                Origin.of(raw));
    }

    // a server adds NAS-IP-Address if it is missing: the address of the sender of the packet, perhaps a proxy
    private String element() throws MalformedRecord {
        String element = address(NAS_IPV6_ADDRESS);
        if (element == null) {
            element = address(NAS_IP_ADDRESS);
        }
        if (element == null) {
            element = block.text(NAS_IDENTIFIER);
        }
        if (element == null) {
            throw DetailBlock.missing(NAS_IP_ADDRESS);
        }
        return element;
    }

    private String imsi() throws MalformedRecord {
        RadiusAttribute attribute = switch (settings.imsiFrom()) {
            case IMSI -> IMSI;
            case USER_NAME -> USER_NAME;
            case CALLING_STATION_ID -> CALLING_STATION_ID;
        };
        String imsi = block.text(attribute);
        if (imsi == null) {
            throw DetailBlock.missing(attribute);
        }
        if (!Digits.are(imsi, 14, 15)) {
            throw block.wrong(attribute, "an IMSI of 14 to 15 digits");
        }
        return imsi;
    }

    private long time() throws MalformedRecord {
        String text = block.isOctets(EVENT_TIMESTAMP)
                ? Long.toString(block.number(EVENT_TIMESTAMP, Absent.NUMBER))
                : block.text(EVENT_TIMESTAMP);
        if (text != null) {
            try {
                return times.millis(text);
            } catch (ZonedText.UnclearTime e) {
                throw new MalformedRecord(
                        Reason.MEMBER_WRONG, EVENT_TIMESTAMP.text() + ": \"" + text + "\" " + e.getMessage());
            }
        }
        if (!block.has(TIMESTAMP) || block.isCut()) {
            throw DetailBlock.missing(EVENT_TIMESTAMP);
        }
        return (block.number(TIMESTAMP, 0) - block.number(ACCT_DELAY_TIME, 0)) * 1000;
    }

    private Volume volume() throws MalformedRecord {
        boolean wide = block.has(ACCT_INPUT_GIGAWORDS) || block.has(ACCT_OUTPUT_GIGAWORDS);
        long in = octets(ACCT_INPUT_OCTETS, ACCT_INPUT_GIGAWORDS);
        long out = octets(ACCT_OUTPUT_OCTETS, ACCT_OUTPUT_GIGAWORDS);
        if (in == Absent.NUMBER && out == Absent.NUMBER) {
            return Volume.NONE;
        }
        Volume.Kind kind = wide ? Volume.Kind.TOTAL : Volume.Kind.TOTAL_32_BITS;
        return settings.swapDirections() ? new Volume(kind, out, in) : new Volume(kind, in, out);
    }

    private long octets(RadiusAttribute low, RadiusAttribute high) throws MalformedRecord {
        long octets = block.number(low, Absent.NUMBER);
        if (octets == Absent.NUMBER) {
            return block.number(high, 0) == 0 ? Absent.NUMBER : wide(high, 0);
        }
        return wide(high, octets);
    }

    private long wide(RadiusAttribute high, long low) throws MalformedRecord {
        long octets = (block.number(high, 0) << 32) + low;
        if (octets < 0 || octets > MAX_VOLUME) {
            throw block.wrong(high, "at most what makes 10^15 bytes");
        }
        return octets;
    }

    private Bearer bearer(String imsi, @Nullable String chargingId) throws MalformedRecord {
        UserLocation location = location();
        return new Bearer(
                imsi,
                plmn(location),
                chargingId,
                apn(),
                nsapi(),
                ueAddress(),
                imeisv(),
                ratType(),
                firstAddress(SGSN_ADDRESS, SGSN_IPV6_ADDRESS),
                firstAddress(GGSN_ADDRESS, GGSN_IPV6_ADDRESS),
                location.cell());
    }

    private UserLocation location() throws MalformedRecord {
        if (!block.has(USER_LOCATION_INFO)) {
            return UserLocation.UNKNOWN;
        }
        UserLocation location = RadiusLocation.read(block.octets(USER_LOCATION_INFO));
        if (location == null) {
            throw block.wrong(USER_LOCATION_INFO, "as many octets as its type has");
        }
        return location;
    }

    private @Nullable Plmn plmn(UserLocation location) throws MalformedRecord {
        String digits = block.text(SGSN_MCC_MNC);
        if (digits != null) {
            if (!Digits.are(digits, 5, 6)) {
                throw block.wrong(SGSN_MCC_MNC, "an MCC and an MNC of 5 to 6 digits");
            }
            return new Plmn(digits.substring(0, 3), digits.substring(3));
        }
        return location.plmn() != null ? location.plmn() : settings.plmn();
    }

    private @Nullable String apn() throws MalformedRecord {
        String apn = block.text(CALLED_STATION_ID);
        return apn == null || !settings.stripApnSuffix()
                ? apn
                : APN_SUFFIX.matcher(apn).replaceFirst("");
    }

    // one hexadecimal digit
    private long nsapi() throws MalformedRecord {
        String text = block.text(NSAPI);
        if (text == null) {
            return Absent.NUMBER;
        }
        int nsapi = text.length() == 1 ? Character.digit(text.charAt(0), 16) : -1;
        if (nsapi < 0 && Digits.are(text, 2, 3)) {
            nsapi = Integer.parseInt(text);
        }
        if (nsapi < 0) {
            throw block.wrong(NSAPI, "a hexadecimal digit");
        }
        return nsapi;
    }

    private @Nullable String ueAddress() throws MalformedRecord {
        String address = address(FRAMED_IP_ADDRESS);
        if (address == null) {
            address = prefix(FRAMED_IPV6_PREFIX);
        }
        return address == null ? address(FRAMED_IPV6_ADDRESS) : address;
    }

    // 16 digits, or the IMEI's 15; or the same in octets of two digits
    private @Nullable String imeisv() throws MalformedRecord {
        if (!block.has(IMEISV)) {
            return null;
        }
        byte[] octets = block.octets(IMEISV);
        if (octets.length == 8 && block.isOctets(IMEISV)) {
            return Digits.ofHalves(octets);
        }
        return block.text(IMEISV);
    }

    private long ratType() throws MalformedRecord {
        if (!block.has(RAT_TYPE)) {
            return settings.ratType();
        }
        String text = block.isOctets(RAT_TYPE) ? null : block.text(RAT_TYPE);
        long named = text == null ? Absent.NUMBER : RatTypes.ofName(text);
        return named != Absent.NUMBER ? named : block.number(RAT_TYPE, Absent.NUMBER);
    }

    private @Nullable String firstAddress(RadiusAttribute v4, RadiusAttribute v6) throws MalformedRecord {
        String address = address(v4);
        return address == null ? address(v6) : address;
    }

    private @Nullable String address(RadiusAttribute attribute) throws MalformedRecord {
        if (!block.isOctets(attribute)) {
            return block.text(attribute);
        }
        byte[] octets = block.octets(attribute);
        if (octets.length != 4 && octets.length != 16) {
            throw block.wrong(attribute, "an address of 4 or 16 octets");
        }
        return texts.address(octets, 0, octets.length);
    }

    // octets (RFC 3162, 2.3): a reserved one, the length in bits, and as many of the address as are not zero
    private @Nullable String prefix(RadiusAttribute attribute) throws MalformedRecord {
        if (!block.isOctets(attribute)) {
            return block.text(attribute);
        }
        byte[] octets = block.octets(attribute);
        int bits = octets.length < 2 ? Integer.MAX_VALUE : octets[1] & 0xFF;
        if (bits > 128 || octets.length > 18) {
            throw block.wrong(attribute, "a prefix of at most 128 bits");
        }
        return texts.address(Arrays.copyOfRange(octets, 2, 18), 0, 16) + "/" + bits;
    }
}
