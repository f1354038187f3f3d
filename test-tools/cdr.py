#!/usr/bin/env python3
"""Reads charging data records of gateways by pycrate's ASN.1 modules of 3GPP TS 32.298, and prints a line of JSON for each.

    PYTHONPATH=test-tools/python test-tools/cdr.py FILE

The file has headers of TS 32.297. "again" says whether pycrate makes the same octets of what it has read.
"""
import json
import struct
import sys

from pycrate_asn1dir import CDR

RECORD = CDR.GPRSChargingDataTypes.GPRSRecord


def records(octets):
    place = struct.unpack(">I", octets[4:8])[0]
    while place < len(octets):
        length, release, kind = struct.unpack(">HBB", octets[place:place + 4])
        assert kind >> 5 == 1, "not BER"
        begin = place + (5 if release >> 5 == 7 else 4)
        yield octets[begin:begin + length]
        place = begin + length


def digits(octets):
    return "".join("%x%x" % (octet & 15, octet >> 4) for octet in octets).rstrip("f")


def main():
    with open(sys.argv[1], "rb") as file:
        octets = file.read()
    for record in records(octets):
        RECORD.from_ber(record)
        kind, members = RECORD.get_val()
        containers = members.get("listOfServiceData", [])
        print(json.dumps({
            "kind": kind,
            "type": members["recordType"],
            "imsi": digits(members["servedIMSI"]) if "servedIMSI" in members else None,
            "imei": digits(members["servedIMEI"]),
            "chargingId": members["chargingID"],
            "apn": members["accessPointNameNI"],
            "plmn": members["servingNodePLMNIdentifier"].hex(),
            "location": members["userLocationInformation"].hex(),
            "opening": members["recordOpeningTime"].hex(),
            "duration": members["duration"],
            "cause": members["causeForRecClosing"],
            "number": members["recordSequenceNumber"],
            "local": members["localSequenceNumber"],
            "tx": sum(one.get("datavolumeFBCUplink", 0) for one in containers),
            "rx": sum(one.get("datavolumeFBCDownlink", 0) for one in containers),
            "node": list(members["servingNodeType"]),
            "again": RECORD.to_ber() == record,
        }))


if __name__ == "__main__":
    main()
