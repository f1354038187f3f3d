package io.datastreamer.job.config;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import static io.datastreamer.job.config.SourceFormat.CSV;
import static io.datastreamer.job.config.SourceFormat.OSMO_SGSN_CDR;
import static io.datastreamer.job.config.SourceFormat.RADIUS_DETAIL;
import static io.datastreamer.job.config.SourceFormat.THREE_GPP_CDR;
import static org.apache.flink.configuration.ConfigOptions.key;

/** The options of one source, each declared once: {@code sources.NAME.…}, where the operator chooses NAME. */
public final class SourceOptions {
    /** The prefix of all of them. */
    public static final String PREFIX = "sources.";

    /** Stands for the source's name in descriptions. */
    static final String NAME = "NAME";

    /** Valid names of sources. They become uids of operators, by which a checkpoint finds a source. */
    static final Pattern NAMES = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    private static final Pattern PLMN_TEXT = Pattern.compile("\\d{3}-\\d{2,3}");
    private static final Pattern RAT = Pattern.compile("\\d{1,3}");
    private static final Pattern E164 = Pattern.compile("\\d{1,15}");
    private static final List<String> CDR_KINDS =
            List.of("PGW-CDR", "SGW-CDR", "S-CDR", "S-SMO-CDR", "S-SMT-CDR", "CHF-CDR");
    private static final Map<Option<?>, Set<SourceFormat>> TAKEN_BY = new LinkedHashMap<>();

    public static final Option<String> URI = of(
            EnumSet.allOf(SourceFormat.class),
            "uri",
            "URI",
            "file:PATH or kafka:TOPIC",
            uri -> !uri.isBlank(),
            true,
            "Records of a network element, or of a server that collects them. You choose the name, of lower-case"
                    + " letters, digits, - and _; it is part of checkpoints, so that other sources keep their position"
                    + " when one is added or removed.");
    public static final Option<String> FORMAT = of(
            EnumSet.allOf(SourceFormat.class),
            "format",
            String.join("|", SourceFormat.keys()),
            "one of " + String.join(", ", SourceFormat.keys()),
            format -> SourceFormat.ofKey(format) != null,
            false,
            "The format of its records. Unset: json, raw network and billing records.");
    public static final Option<String> ZONE = of(
            EnumSet.of(RADIUS_DETAIL, CSV),
            "zone",
            "ZONE",
            "a time zone such as Europe/Berlin",
            SourceOptions::isZone,
            false,
            "The time zone of times without an offset from UTC: that of the server that writes them.");
    public static final Option<String> PLMN = of(
            EnumSet.of(RADIUS_DETAIL, OSMO_SGSN_CDR, CSV, THREE_GPP_CDR),
            "plmn",
            "MCC-MNC",
            "an MCC and an MNC such as 262-02",
            plmn -> PLMN_TEXT.matcher(plmn).matches(),
            false,
            "The visited network of records that name none.");
    public static final Option<String> RAT_TYPE = of(
            EnumSet.of(RADIUS_DETAIL, OSMO_SGSN_CDR, CSV, THREE_GPP_CDR),
            "rat-type",
            "NUMBER",
            "a number of 3GPP TS 29.061, such as 2 for GERAN or 6 for EUTRAN",
            rat -> RAT.matcher(rat).matches(),
            false,
            "The radio access of records that name none.");
    public static final Option<String> SGSN = of(
            EnumSet.of(OSMO_SGSN_CDR, THREE_GPP_CDR),
            "sgsn",
            "E164",
            "up to 15 digits",
            sgsn -> E164.matcher(sgsn).matches(),
            false,
            "The SGSN's number, for location updates.");
    public static final Option<String> SGSN_IP = of(
            EnumSet.of(OSMO_SGSN_CDR),
            "sgsn-ip",
            "ADDRESS",
            "an IP address",
            address -> !address.isBlank() && address.indexOf(' ') < 0,
            false,
            "The SGSN's address, for location updates.");
    public static final Option<Boolean> SWAP_DIRECTIONS = flag(
            EnumSet.of(RADIUS_DETAIL, OSMO_SGSN_CDR, CSV, THREE_GPP_CDR),
            "swap-directions",
            false,
            "Whether the element counts the SIM's uplink as output instead of input.");
    public static final Option<Boolean> STRIP_APN_SUFFIX = flag(
            EnumSet.of(RADIUS_DETAIL),
            "strip-apn-suffix",
            false,
            "Whether .mncXXX.mccYYY.gprs is removed from the end of access point names.");
    public static final Option<String> IMSI_FROM = of(
            EnumSet.of(RADIUS_DETAIL),
            "imsi-from",
            "imsi|user-name|calling-station-id",
            "imsi, user-name or calling-station-id",
            Set.of("imsi", "user-name", "calling-station-id")::contains,
            false,
            "The attribute with the IMSI. Unset: imsi, which is 3GPP-IMSI.");
    public static final Option<Boolean> BILLER = flag(
            EnumSet.of(RADIUS_DETAIL, OSMO_SGSN_CDR, CSV, THREE_GPP_CDR),
            "biller",
            true,
            "Whether its volumes become usage. If two elements count the same traffic, only one may be the biller.");
    public static final Option<String> BILLED_RECORDS = of(
            EnumSet.of(THREE_GPP_CDR),
            "billed-records",
            "KIND,…",
            "some of " + String.join(", ", CDR_KINDS) + ", with commas",
            kinds -> CDR_KINDS.containsAll(Arrays.asList(kinds.split(",", -1))),
            false,
            "The kinds of records that become usage. Unset: all. PGW and SGW count the same traffic, and so do S-CDRs;"
                    + " if a source has records of more than one of these, name one.");
    public static final Option<String> MAPPING = of(
            EnumSet.of(CSV),
            "mapping",
            "FILE",
            "a file",
            file -> !file.isBlank(),
            false,
            "The YAML file that describes the columns; required for csv.");

    /** All options, in the order of help and pages. */
    static final List<Option<?>> ALL = List.copyOf(TAKEN_BY.keySet());

    private SourceOptions() {}

    /** The part of an option's key after the source's name. */
    static String suffix(Option<?> option) {
        return option.key().substring((PREFIX + NAME + '.').length());
    }

    static boolean isTakenBy(Option<?> option, SourceFormat format) {
        Set<SourceFormat> formats = TAKEN_BY.get(option);
        return formats != null && formats.contains(format);
    }

    private static boolean isZone(String zone) {
        return zone.equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone);
    }

    private static Option<Boolean> flag(
            Set<SourceFormat> formats, String suffix, boolean byDefault, String description) {
        ConfigOption<Boolean> option = key(PREFIX + NAME + '.' + suffix)
                .booleanType()
                .defaultValue(byDefault)
                .withDescription(described(formats, description));
        Option<Boolean> flag = new Option<>(option, "true|false", "true or false", value -> true, false);
        TAKEN_BY.put(flag, formats);
        return flag;
    }

    private static Option<String> of(
            Set<SourceFormat> formats,
            String suffix,
            String value,
            String expects,
            Predicate<String> accepts,
            boolean required,
            String description) {
        ConfigOption<String> text = key(PREFIX + NAME + '.' + suffix)
                .stringType()
                .noDefaultValue()
                .withDescription(described(formats, description));
        Option<String> option = new Option<>(text, value, expects, accepts, required);
        TAKEN_BY.put(option, formats);
        return option;
    }

    private static String described(Set<SourceFormat> formats, String description) {
        return formats.size() == SourceFormat.values().length
                ? description
                : description + " For "
                        + String.join(
                                ", ", formats.stream().map(SourceFormat::key).toList()) + ".";
    }
}
