package io.datastreamer.job.record;

/**
 * A country of the catalog.
 *
 * @param countryCode the telephone prefix, such as {@code 49}
 * @param mcc mobile country code, three digits
 * @param isoCode such as {@code de}
 */
public record Country(long id, String name, String countryCode, String mcc, String isoCode) {}
