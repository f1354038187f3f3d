package io.datastreamer.job.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a SIM used between two times (a CDR).
 *
 * @param recordId becomes the usage's id
 * @param imsi the IMSI in use
 * @param startMillis start of the measurement, milliseconds since the epoch
 * @param endMillis its end, not before its start
 * @param service what was used
 * @param rx received by the SIM: bytes of {@link Service#DATA}, messages of {@link Service#SMS}
 * @param tx sent by the SIM, likewise
 * @param plmn the visited network
 * @param tariffId replaces the SIM's tariff, or {@link Absent#NUMBER}
 * @param ratezoneId replaces the visited operator's rate zone, or {@link Absent#NUMBER}
 * @param cost replaces rating; null to rate
 * @param currencyId of a given cost, or {@link Absent#NUMBER}
 * @param currencyCode of a given cost (ISO 4217); null if it has an id, or the currency is the tariff's
 */
public record BillingRecord(
        long recordId,
        String imsi,
        long startMillis,
        long endMillis,
        Service service,
        long rx,
        long tx,
        Plmn plmn,
        long tariffId,
        long ratezoneId,
        @Nullable BigDecimal cost,
        long currencyId,
        @Nullable String currencyCode) {

    /** What can be used. The codes are part of the stored format. */
    public enum Service {
        DATA(0),
        SMS(1);

        // the index is the code; values() would copy the array at each call
        private static final Service[] BY_CODE = values();

        private final int code;

        Service(int code) {
            this.code = code;
        }

        /** The code in stored formats. */
        public int code() {
            return code;
        }

        /** The service with a code. */
        public static Service ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no service has the code " + code);
            }
            return BY_CODE[code];
        }
    }
}
