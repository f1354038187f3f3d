package io.datastreamer.job.element.cdr;

/**
 * The members of records that are read, by their names in 3GPP TS 32.298. {@link CdrTable} says which record has which.
 */
public enum CdrMember {
    RECORD_TYPE("recordType"),
    SERVED_IMSI("servedIMSI"),
    SERVED_IMEI("servedIMEI"),
    /** Control plane address of the element that wrote the record. */
    OWN_ADDRESS("ownAddress"),
    /** Control plane address of the GGSN or PGW, in records of others. */
    GATEWAY_ADDRESS("p-GWAddressUsed"),
    SERVING_NODE_ADDRESS("servingNodeAddress"),
    SERVING_NODE_TYPE("servingNodeType"),
    SERVING_NODE_PLMN("servingNodePLMNIdentifier"),
    CHARGING_ID("chargingID"),
    ACCESS_POINT_NAME("accessPointNameNI"),
    SERVED_ADDRESS("servedPDPPDNAddress"),
    SERVED_ADDRESS_EXT("servedPDPPDNAddressExt"),
    TRAFFIC_VOLUMES("listOfTrafficVolumes"),
    SERVICE_DATA("listOfServiceData"),
    OPENING_TIME("recordOpeningTime"),
    DURATION("duration"),
    START_TIME("startTime"),
    STOP_TIME("stopTime"),
    CAUSE("causeForRecClosing"),
    SEQUENCE_NUMBER("recordSequenceNumber"),
    LOCAL_SEQUENCE_NUMBER("localSequenceNumber"),
    NODE_ID("nodeID"),
    RAT_TYPE("rATType"),
    USER_LOCATION("userLocationInformation"),
    STRUCTURED_LOCATION("userLocationInformationASN1"),
    ROUTING_AREA("routingArea"),
    LOCATION_AREA("locationAreaCode"),
    CELL("cellIdentifier"),
    CHANGE_OF_LOCATION("changeLocation"),
    CHANGE_TIME("changeTime"),
    EVENT_TIME("eventTimeStamp"),
    SMS_RESULT("smsResult"),
    SMS_TYPE("sMMessageType"),
    SMS_COUNT("numberofMessagesSent"),
    SUBSCRIBER("subscriberIdentifier"),
    CONSUMER("nFunctionConsumerInformation"),
    EQUIPMENT("userEquipmentInfo"),
    USED_UNITS("listOfMultipleUnitUsage"),
    PDU_SESSION("pDUSessionChargingInformation"),
    SMS("sMSChargingInformation");

    static final int COUNT = values().length;

    private final String text;

    CdrMember(String text) {
        this.text = text;
    }

    /** The name, for people to read. */
    public String text() {
        return text;
    }
}
