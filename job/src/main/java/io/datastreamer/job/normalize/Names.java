package io.datastreamer.job.normalize;

import io.datastreamer.job.normalize.JsonBuffer.Name;

/** The names of the documents' members. */
final class Names {
    static final Name ALERT = Name.of("alert");
    static final Name CODE = Name.of("code");
    static final Name COST = Name.of("cost");
    static final Name COUNTRY = Name.of("country");
    static final Name COUNTRY_CODE = Name.of("country_code");
    static final Name CURRENCY = Name.of("currency");
    static final Name DESCRIPTION = Name.of("description");
    static final Name DETAIL = Name.of("detail");
    static final Name ENDPOINT = Name.of("endpoint");
    static final Name END_TIMESTAMP = Name.of("end_timestamp");
    static final Name EVENT_SEVERITY = Name.of("event_severity");
    static final Name EVENT_SOURCE = Name.of("event_source");
    static final Name EVENT_TYPE = Name.of("event_type");
    static final Name ICCID = Name.of("iccid");
    static final Name ID = Name.of("id");
    static final Name IMEI = Name.of("imei");
    static final Name IMPORT_DATE = Name.of("import_date");
    static final Name IMSI = Name.of("imsi");
    static final Name IP_ADDRESS = Name.of("ip_address");
    static final Name ISO_CODE = Name.of("iso_code");
    static final Name MCC = Name.of("mcc");
    static final Name MNC = Name.of("mnc");
    static final Name MSISDN = Name.of("msisdn");
    static final Name NAME = Name.of("name");
    static final Name OPERATOR = Name.of("operator");
    static final Name ORGANISATION = Name.of("organisation");
    static final Name PDP_CONTEXT = Name.of("pdp_context");
    static final Name PRODUCTION_DATE = Name.of("production_date");
    static final Name RATEZONE = Name.of("ratezone");
    static final Name RX = Name.of("rx");
    static final Name SIM = Name.of("sim");
    static final Name START_TIMESTAMP = Name.of("start_timestamp");
    static final Name SYMBOL = Name.of("symbol");
    static final Name TAGS = Name.of("tags");
    static final Name TAPCODE = Name.of("tapcode");
    static final Name TARIFF = Name.of("tariff");
    static final Name TIMESTAMP = Name.of("timestamp");
    static final Name TOTAL = Name.of("total");
    static final Name TRAFFIC_TYPE = Name.of("traffic_type");
    static final Name TX = Name.of("tx");
    static final Name USER = Name.of("user");
    static final Name USERNAME = Name.of("username");
    static final Name VOLUME = Name.of("volume");

    private Names() {}
}
