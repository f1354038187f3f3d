package io.datastreamer.job.record;

/**
 * Where in a network a SIM is. The radio access decides which members are known; an unknown one is {@link
 * Absent#NUMBER}.
 *
 * @param lac location area code (2G, 3G)
 * @param sac service area code (3G)
 * @param rac routing area code (2G, 3G)
 * @param ci cell identity (2G)
 * @param tac tracking area code (4G: 16 bits, 5G: 24)
 * @param eci E-UTRAN cell identity (4G, 28 bits)
 * @param nci NR cell identity (5G, 36 bits)
 */
public record Cell(long lac, long sac, long rac, long ci, long tac, long eci, long nci) {
    /** Nothing is known. */
    public static final Cell UNKNOWN = new Cell(
            Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER);

    /** A cell or area of 2G or 3G. */
    public static Cell of2g3g(long lac, long sac, long rac, long ci) {
        return new Cell(lac, sac, rac, ci, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER);
    }

    /** A cell, an area or both of 4G or 5G. */
    public static Cell of4g5g(long tac, long eci, long nci) {
        return new Cell(Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, Absent.NUMBER, tac, eci, nci);
    }

    /** Whether any member is known. */
    public boolean isKnown() {
        return !equals(UNKNOWN);
    }
}
