package io.datastreamer.job.record;

import java.util.List;

/**
 * A mobile network operator of the catalog.
 *
 * @param countryId where it is
 * @param mncs the network codes it has in its country
 * @param tapcodes its codes in roaming clearing
 */
public record Operator(long id, String name, long countryId, List<Mnc> mncs, List<Tapcode> tapcodes) {

    /** A network code with its public id; two or three digits. */
    public record Mnc(long id, String mnc) {}

    /** A code in roaming clearing with its public id. */
    public record Tapcode(long id, String tapcode) {}
}
