package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Plmn;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a format needs to know beyond its records.
 *
 * @param zone of times that say none of their own; null when not set
 * @param plmn the visited network of records that tell none; null when not set
 * @param ratType the radio access of records that tell none, or {@link Absent#NUMBER}
 * @param sgsn E.164 digits of the SGSN, for formats that do not tell them; null when not set
 * @param sgsnIp address of the SGSN, likewise
 * @param swapDirections whether the element counts uplink as output
 * @param stripApnSuffix whether to drop {@code .mnc….mcc….gprs} from access point names
 * @param imsiFrom where the IMSI is
 * @param bills whether the volumes are to be billed
 * @param billedRecords kinds of records whose volumes are billed, of formats that have several; empty for all
 */
@SuppressWarnings("serial") // the sets that are put in can be written
public record ElementSettings(
        @Nullable ZoneId zone,
        @Nullable Plmn plmn,
        long ratType,
        @Nullable String sgsn,
        @Nullable String sgsnIp,
        boolean swapDirections,
        boolean stripApnSuffix,
        ImsiFrom imsiFrom,
        boolean bills,
        Set<String> billedRecords)
        implements Serializable {

    /** What holds where nothing is set. */
    public static final ElementSettings DEFAULT =
            new ElementSettings(null, null, Absent.NUMBER, null, null, false, false, ImsiFrom.IMSI, true, Set.of());

    /** Attributes of RADIUS that may hold the IMSI. */
    public enum ImsiFrom {
        IMSI,
        USER_NAME,
        CALLING_STATION_ID
    }
}
