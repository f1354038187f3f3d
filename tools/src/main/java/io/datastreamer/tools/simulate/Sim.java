package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A SIM with one IMSI, in the test network 001 01; its numbers belong to nobody.
 *
 * @param number the SIM's number; everything else is derived from it
 */
record Sim(int number, Fleet fleet) {

    String imsi() {
        return "00101" + padded(10);
    }

    /** An address in the range 100.64.0.0/10, which mobile networks give to devices. */
    String address() {
        return "100." + (64 + ((number >> 16) & 63)) + "." + ((number >> 8) & 255) + "." + (number & 255);
    }

    String imei() {
        return padded(15);
    }

    /** Its line in the registry. */
    ObjectNode line(Instant madeAt, boolean deleted) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("imsi", imsi()).put("imsi_id", 300_000L + number).put("imsi_import_date", madeAt.toString());
        line.put("sim_id", 200_000L + number).put("iccid", "8900000" + padded(12));
        line.put("msisdn", "999" + padded(9)).put("production_date", madeAt.toString());
        line.put("organisation_id", fleet.organisationId()).put("tariff_id", fleet.tariffId());
        line.putObject("endpoint")
                .put("id", 8_000_000L + number)
                .put("name", fleet.device() + " " + number)
                .put("ip_address", address())
                .putNull("tags")
                .put("imei", imei());
        if (deleted) {
            line.put("deleted", true);
        }
        return line;
    }

    private String padded(int width) {
        String digits = Integer.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }
}
