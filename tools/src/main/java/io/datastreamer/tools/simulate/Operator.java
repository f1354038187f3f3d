package io.datastreamer.tools.simulate;

import java.util.List;

/**
 * An operator that devices visit.
 *
 * @param iso its country, as ISO 3166-1 alpha-2 in lower case
 * @param callingCode the country's calling code, as in ITU-T E.164
 * @param mcc the country's MCC
 * @param mncs the MNCs of its networks
 */
record Operator(long id, String iso, String callingCode, String mcc, List<String> mncs) {}
