package io.datastreamer.job.record;

import io.datastreamer.contract.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the core network, the portal or the API. Has an IMSI, an organisation, or both.
 *
 * @param recordId becomes the event's id
 * @param timeMillis when it happened, milliseconds since the epoch
 * @param eventType its {@code operation}
 * @param imsi the SIM's; null if it is about no SIM
 * @param organisationId required without an IMSI; else may be {@link Absent#NUMBER}
 * @param plmn the visited network; null if unknown
 * @param vlr E.164 digits
 * @param sgsn E.164 digits
 * @param rxBytes volume of the PDP context, or {@link Absent#NUMBER}
 * @param txBytes volume of the PDP context, or {@link Absent#NUMBER}
 * @param httpStatus a callback's answer, or {@link Absent#NUMBER}
 * @param simStatusFrom the SIM's status before
 * @param simStatusTo the SIM's status after
 * @param source replaces the event type's; null to keep that
 * @param severity replaces the event type's; null to keep that
 * @param alert replaces the event type's; null to keep that
 * @param description replaces the event type's; null to keep that
 * @param detail what the event's {@code detail} says beyond other members, as a JSON object; null for nothing
 */
public record NetworkRecord(
        long recordId,
        long timeMillis,
        EventType eventType,
        @Nullable String imsi,
        long organisationId,
        @Nullable Plmn plmn,
        @Nullable String vlr,
        @Nullable String sgsn,
        @Nullable String sgsnIp,
        @Nullable PdpContext pdpContext,
        long rxBytes,
        long txBytes,
        @Nullable User user,
        @Nullable String ipAddress,
        @Nullable String reason,
        @Nullable String callbackUrl,
        long httpStatus,
        @Nullable String simStatusFrom,
        @Nullable String simStatusTo,
        @Nullable EventSource source,
        @Nullable Severity severity,
        @Nullable Boolean alert,
        @Nullable String description,
        @Nullable String detail) {}
