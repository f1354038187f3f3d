package io.datastreamer.job.decode;

/** The members of a raw network record. */
enum NetworkMember {
    RECORD_ID,
    TIME,
    OPERATION,
    IMSI,
    ORGANISATION_ID,
    PLMN,
    VLR,
    SGSN,
    SGSN_IP,
    RAT_TYPE,
    PDP_CONTEXT,
    RX_BYTES,
    TX_BYTES,
    USER,
    IP_ADDRESS,
    REASON,
    CALLBACK_URL,
    HTTP_STATUS,
    SIM_STATUS,
    SOURCE,
    SEVERITY,
    ALERT,
    DESCRIPTION,
    DETAIL
}
