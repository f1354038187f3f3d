package io.datastreamer.collect.config;

/**
 * A network element that may send accounting requests.
 *
 * @param name the operator's name for it
 * @param secret the secret that it shares with the collector, as octets
 */
public record Element(String name, byte[] secret) {
    @Override
    public String toString() {
        return name;
    }
}
