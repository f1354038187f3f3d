package io.datastreamer.tools.generate;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What to generate for a load test. The same values give the same bytes.
 *
 * @param records total number of raw records, network and billing
 * @param sims SIMs, each with one IMSI, spread evenly over the organisations
 * @param organisations organisations, each with one data stream of type REST_API_BULK
 * @param files files of each kind of record; all records of a SIM are in files of the same number, in order
 * @param out the output directory
 * @param receiver URL that the data streams send to; each appends its id as a path
 * @param seed seed of the random numbers
 */
public record Load(long records, int sims, int organisations, int files, Path out, String receiver, long seed) {

    /** The organisation of a SIM; both are numbered from 0. */
    public long organisationId(int sim) {
        return 100_001L + sim % organisations;
    }

    /** The IMSI of a SIM, numbered from 0. */
    public static String imsi(int sim) {
        return imsiPrefix() + String.format(Locale.ROOT, "%0" + IMSI_NUMBER_DIGITS + "d", sim);
    }

    /** The prefix of IMSIs in the test network 001 01. */
    static String imsiPrefix() {
        return "00101";
    }

    static final int IMSI_NUMBER_DIGITS = 10;
}
