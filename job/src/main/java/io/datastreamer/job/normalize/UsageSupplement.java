package io.datastreamer.job.normalize;

import io.datastreamer.job.normalize.JsonBuffer.Name;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Sim;

/**
 * Writes what usage says beyond the first form of its document, for the other forms, the usage CSV and DataDog: one
 * JSON object with
 *
 * <ul>
 *   <li>{@code endpoint_name}, {@code endpoint_ip_address}, {@code endpoint_tags}, {@code endpoint_imei}: strings, or
 *       null when unknown or the SIM is in no endpoint
 *   <li>{@code msisdn}: string, or null when unknown
 *   <li>{@code sim_production_date}: {@code yyyy-MM-dd HH:mm:ss}, UTC
 *   <li>{@code operator_mncs}: array of strings, the MNCs of the visited operator
 *   <li>{@code country_mcc}: string, the MCC of the visited country
 *   <li>{@code imsi_id}: number, the public id of the IMSI
 *   <li>{@code operator_mnc}: string, the MNC of the visited network
 *   <li>{@code country_iso_code}: string, the ISO code of the visited country
 * </ul>
 *
 * in this order.
 */
final class UsageSupplement {
    private static final Name ENDPOINT_NAME = Name.of("endpoint_name");
    private static final Name ENDPOINT_IP_ADDRESS = Name.of("endpoint_ip_address");
    private static final Name ENDPOINT_TAGS = Name.of("endpoint_tags");
    private static final Name ENDPOINT_IMEI = Name.of("endpoint_imei");
    private static final Name SIM_PRODUCTION_DATE = Name.of("sim_production_date");
    private static final Name OPERATOR_MNCS = Name.of("operator_mncs");
    private static final Name COUNTRY_MCC = Name.of("country_mcc");

    private static final Name IMSI_ID = Name.of("imsi_id");
    private static final Name OPERATOR_MNC = Name.of("operator_mnc");
    private static final Name COUNTRY_ISO_CODE = Name.of("country_iso_code");

    private UsageSupplement() {}

    /**
     * Writes the supplement.
     *
     * @param visitedMnc of the visited network
     */
    static void write(Sim sim, Operator operator, Country country, String visitedMnc, JsonBuffer json) {
        Sim.Endpoint endpoint = sim.endpoint();
        json.beginObject()
                .member(ENDPOINT_NAME, endpoint == null ? null : endpoint.name())
                .member(ENDPOINT_IP_ADDRESS, endpoint == null ? null : endpoint.ipAddress())
                .member(ENDPOINT_TAGS, endpoint == null ? null : endpoint.tags())
                .member(ENDPOINT_IMEI, endpoint == null ? null : endpoint.imei())
                .member(Names.MSISDN, sim.msisdn())
                .memberTime(SIM_PRODUCTION_DATE, sim.productionMillis(), TimeFormat.USAGE)
                .beginArray(OPERATOR_MNCS);
        for (Operator.Mnc mnc : operator.mncs()) {
            json.element(mnc.mnc());
        }
        json.endArray()
                .member(COUNTRY_MCC, country.mcc())
                .member(IMSI_ID, sim.imsiId())
                .member(OPERATOR_MNC, visitedMnc)
                .member(COUNTRY_ISO_CODE, country.isoCode())
                .endObject();
    }
}
