package io.datastreamer.tools.simulate;

import java.util.Set;

/** An organisation's devices and how they behave. Organisations and tariffs are those of the catalog. */
enum Fleet {
    /** Trackers on lorries: on the move through Europe. */
    LOGISTICS(100_101, 201, "Tracker", "de fr nl be at pl cz it ch es", 0.5, 180_000),
    /** Meters in cellars: rarely change the network, send little. */
    METERING(100_102, 202, "Meter", "de at ch", 0.05, 12_000),
    /** Vending machines all over the world. */
    VENDING(100_103, 203, "Vending Machine", "us ca mx br gb jp sg au za", 0.1, 60_000);

    private final long organisationId;
    private final long tariffId;
    private final String device;
    private final String countries;
    private final double roaming;
    private final int bytesPerUsage;

    Fleet(long organisationId, long tariffId, String device, String countries, double roaming, int bytesPerUsage) {
        this.organisationId = organisationId;
        this.tariffId = tariffId;
        this.device = device;
        this.countries = countries;
        this.roaming = roaming;
        this.bytesPerUsage = bytesPerUsage;
    }

    long organisationId() {
        return organisationId;
    }

    long tariffId() {
        return tariffId;
    }

    /** The devices' name, without their number. */
    String device() {
        return device;
    }

    /** The devices' countries, as ISO 3166-1 alpha-2 in lower case. */
    Set<String> countries() {
        return Set.of(countries.split(" ", -1));
    }

    /** The probability that a device moves to another operator's network after a PDP context has ended. */
    double roaming() {
        return roaming;
    }

    /** Most bytes that a device sends between two usage records; it receives up to half as many. */
    int bytesPerUsage() {
        return bytesPerUsage;
    }
}
