package io.datastreamer.tools.generate;

import java.util.List;

/** The visited networks: real ones by MCC and MNC, with our own ids. */
final class World {
    /** A country: id, name, dialling code, MCC, ISO code. */
    record Country(int id, String name, String countryCode, String mcc, String isoCode) {}

    /** An operator: id, name, country, MNC, TAP code, and rate zone. */
    record Operator(int id, String name, Country country, String mnc, String tapcode, int ratezoneId) {}

    static final int RATEZONE_NEAR = 83;
    static final int RATEZONE_FAR = 84;

    private static final Country GERMANY = new Country(74, "Germany", "49", "262", "de");
    private static final Country FRANCE = new Country(68, "France", "33", "208", "fr");
    private static final Country NETHERLANDS = new Country(138, "Netherlands", "31", "204", "nl");
    private static final Country UNITED_STATES = new Country(205, "United States", "1", "310", "us");

    static final List<Country> COUNTRIES = List.of(GERMANY, FRANCE, NETHERLANDS, UNITED_STATES);
    static final List<Operator> OPERATORS = List.of(
            new Operator(3, "Telekom", GERMANY, "01", "DEUD1", RATEZONE_NEAR),
            new Operator(4, "Vodafone", GERMANY, "02", "DEUD2", RATEZONE_NEAR),
            new Operator(48, "SFR", FRANCE, "10", "FRAF2", RATEZONE_NEAR),
            new Operator(49, "Orange", FRANCE, "01", "FRAF1", RATEZONE_NEAR),
            new Operator(90, "KPN", NETHERLANDS, "08", "NLDPT", RATEZONE_NEAR),
            new Operator(120, "T-Mobile", UNITED_STATES, "260", "USAW6", RATEZONE_FAR));

    private World() {}
}
