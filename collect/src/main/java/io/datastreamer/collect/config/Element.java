package io.datastreamer.collect.config;

/**
 * Who may send accounting.
 *
 * @param name the operator's word for it
 * @param secret what it shares with us, octets
 */
public record Element(String name, byte[] secret) {
    @Override
    public String toString() {
        return name;
    }
}
