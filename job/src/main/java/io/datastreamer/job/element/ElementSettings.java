package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Plmn;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder needs to know beyond the records.
 *
 * @param zone of times that have none; null if not set
 * @param plmn the visited network of records that have none; null if not set
 * @param ratType the radio access of records that have none, or {@link Absent#NUMBER}
 * @param sgsn E.164 digits of the SGSN, for formats without them; null if not set
 * @param sgsnIp address of the SGSN, likewise
 * @param swapDirections whether the element counts uplink as output
 * @param stripApnSuffix whether to drop {@code .mnc….mcc….gprs} from access point names
 * @param imsiFrom where the IMSI is
 * @param bills whether the volumes are billed
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

    /** The settings if nothing is set. */
    public static final ElementSettings DEFAULT =
            new ElementSettings(null, null, Absent.NUMBER, null, null, false, false, ImsiFrom.IMSI, true, Set.of());

    /** Attributes of RADIUS that may hold the IMSI. */
    public enum ImsiFrom {
        IMSI,
        USER_NAME,
        CALLING_STATION_ID
    }
}
