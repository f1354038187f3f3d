package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/**
 * A line of the SIM registry: one IMSI of a SIM and what belongs to it.
 *
 * @param imsiId the public id of the IMSI
 * @param imsiImportMillis when the IMSI was provisioned, milliseconds since the epoch
 * @param simId the public id of the SIM; several IMSIs may share it
 * @param iccid 19 digits, without the check digit
 * @param msisdn null when unknown
 * @param productionMillis when the chip was made, milliseconds since the epoch
 * @param organisationId whose SIM it is
 * @param tariffId its tariff, or {@link Absent#NUMBER}
 * @param endpoint the device it is in; null for none
 * @param deleted whether the line marks the SIM as gone
 */
public record Sim(
        String imsi,
        long imsiId,
        long imsiImportMillis,
        long simId,
        String iccid,
        @Nullable String msisdn,
        long productionMillis,
        long organisationId,
        long tariffId,
        @Nullable Endpoint endpoint,
        boolean deleted) {

    /** The device that a SIM is in. */
    public record Endpoint(
            long id,
            @Nullable String name,
            @Nullable String ipAddress,
            @Nullable String tags,
            @Nullable String imei) {}
}
