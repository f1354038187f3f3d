#!/usr/bin/env python3
"""Writes user locations in octets, with what tshark reads of them, as the vectors of UserLocationVectorsTest.

    test-tools/locations.py > job/src/test/resources/elements/locations.csv

Each location goes into a packet of its own: RADIUS accounting (3GPP TS 29.061), GTPv1 (TS 29.060) or GTPv2 (TS 29.274).
Wants tshark, such as Debian's package of that name; the vectors are of 4.0.17.
"""
import os
import random
import re
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

MEMBERS = ["lac", "sac", "rac", "ci", "tac", "eci", "nci"]
FIELDS = {
    "gtp.lac": "lac", "gtp.sai_sac": "sac", "gtp.rai_rac": "rac", "gtp.cgi_ci": "ci",
    "gtpv2.uli_cgi_lac": "lac", "gtpv2.sai_lac": "lac", "gtpv2.rai_lac": "lac", "gtpv2.uli_lai_lac": "lac",
    "gtpv2.lai_lac": "lac", "gtpv2.sai_sac": "sac", "gtpv2.rai_rac": "rac", "gtpv2.uli_cgi_ci": "ci",
    "gtpv2.tai_tac": "tac", "gtpv2.5gs_tai_tac": "tac", "gtpv2.ecgi_eci": "eci", "gtpv2.ncgi_nrci": "nci",
}
PLMNS = ["62f220", "130014", "02f810", "136020", "12f410", "621036"]


def packet(port, payload):
    udp = struct.pack(">HHHH", port, port, 8 + len(payload), 0) + payload
    local = bytes([127, 0, 0, 1])
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, local, local) + udp


def radius(value):
    attribute = struct.pack(">I", 10415) + bytes([22, 2 + len(value)]) + value
    attribute = bytes([26, 2 + len(attribute)]) + attribute
    return packet(1813, bytes([4, 1]) + struct.pack(">H", 20 + len(attribute)) + bytes(16) + attribute)


def gtpv1(value):
    body = bytes(4) + bytes([152]) + struct.pack(">H", len(value)) + value
    return packet(2123, bytes([0x32, 18]) + struct.pack(">H", len(body)) + bytes([0, 0, 0, 1]) + body)


def gtpv2(value):
    element = bytes([86]) + struct.pack(">H", len(value)) + bytes(1) + value
    return packet(2123, bytes([0x48, 34]) + struct.pack(">H", 8 + len(element)) + bytes([0, 0, 0, 1, 0, 0, 1, 0]) + element)


def number(chance, octets, most=None):
    return chance.randint(0, (most or 256 ** octets - 1)).to_bytes(octets, "big")


def locations(chance):
    def plmn():
        return bytes.fromhex(chance.choice(PLMNS))

    def rac():
        return number(chance, 1) + b"\xff"

    def radius_value(kind):
        network = plmn()
        tai, tai5 = network + number(chance, 2), network + number(chance, 3)
        ecgi, ncgi = network + number(chance, 4, (1 << 28) - 1), network + (chance.randrange(1 << 36) << 4).to_bytes(5, "big")
        return bytes([kind]) + {
            0: network + number(chance, 4), 1: network + number(chance, 4), 2: network + number(chance, 2) + rac(),
            128: tai, 129: ecgi, 130: tai + ecgi, 135: ncgi, 136: tai5, 137: tai5 + ncgi,
        }[kind]

    def gtpv2_value(flags):
        network = plmn()
        parts = [number(chance, 4), number(chance, 4), number(chance, 2) + rac(), number(chance, 2),
                 number(chance, 4, (1 << 28) - 1), number(chance, 2)]
        lac = parts[0][:2]
        for at in (1, 2, 5):
            parts[at] = lac + parts[at][2:]
        return bytes([flags]) + b"".join(network + part for bit, part in enumerate(parts) if flags >> bit & 1)

    for kind in (0, 1, 2, 128, 129, 130, 135, 136, 137):
        for _ in range(3):
            yield "radius", radius_value(kind), radius
    for kind in (0, 1, 2):
        for _ in range(3):
            yield "gtpv1", radius_value(kind), gtpv1
    for flags in range(1, 64):
        yield "gtpv2", gtpv2_value(flags), gtpv2


def read(packets):
    """What tshark says: for each packet the fields with their octets."""
    handle, name = tempfile.mkstemp(suffix=".pcap")
    with os.fdopen(handle, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        for one in packets:
            file.write(struct.pack("<IIII", 0, 0, len(one), len(one)) + one)
    try:
        pdml = subprocess.run(["tshark", "-r", name, "-T", "pdml"], check=True, capture_output=True).stdout
    finally:
        os.remove(name)
    return ElementTree.fromstring(pdml).findall("packet")


def main():
    vectors = list(locations(random.Random(22)))
    print("coding,octets,mcc,mnc," + ",".join(MEMBERS))
    for (coding, value, _), found in zip(vectors, read([make(value) for _, value, make in vectors])):
        members = {}
        mcc = mnc = ""
        for field in found.iter("field"):
            name = field.get("name")
            if name.startswith("e212.") and name.endswith((".mcc", ".mnc")):
                digits = re.search(r"\((\d+)\)$", field.get("showname")).group(1)
                mcc, mnc = (digits, mnc) if name.endswith("mcc") else (mcc, digits)
            elif name in FIELDS:
                shown = int(field.get("show"), 0)
                # of a routing area's two octets the first one counts (3GPP TS 29.274, clause 8.21.3)
                members[FIELDS[name]] = shown >> 8 if FIELDS[name] == "rac" and field.get("size") == "2" else shown
        print(",".join([coding, value.hex(), mcc, mnc] + [str(members.get(member, -1)) for member in MEMBERS]))


if __name__ == "__main__":
    main()
