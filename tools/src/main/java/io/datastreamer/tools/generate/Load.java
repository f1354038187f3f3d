package io.datastreamer.tools.generate;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What is to be generated. The same values give the same bytes.
 *
 * @param records raw records in all, network and billing
 * @param sims SIMs, of one IMSI each, spread evenly over the organisations
 * @param organisations each with one data stream of type REST_API_BULK
 * @param files files of each kind of record; a SIM's records are all in the files of one number, in their order
 * @param out the directory
 * @param receiver URL that the data streams send to; each adds its id as a path
 * @param seed another seed, other records
 */
public record Load(long records, int sims, int organisations, int files, Path out, String receiver, long seed) {

    /** Whose SIM it is; SIMs and organisations are numbered from 0. */
    public long organisationId(int sim) {
        return 100_001L + sim % organisations;
    }

    /** Of a SIM, from 0. */
    public static String imsi(int sim) {
        return imsiPrefix() + String.format(Locale.ROOT, "%0" + IMSI_NUMBER_DIGITS + "d", sim);
    }

    /** In the test network 001 01. */
    static String imsiPrefix() {
        return "00101";
    }

    static final int IMSI_NUMBER_DIGITS = 10;
}
