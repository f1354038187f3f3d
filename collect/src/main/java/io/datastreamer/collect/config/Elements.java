package io.datastreamer.collect.config;

import io.datastreamer.options.BadOptionException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The network elements that may send requests, by address. They are read from a YAML file:
 *
 * <pre>
 * ggsn-1:
 *   address: 192.0.2.10
 *   secret: …
 * </pre>
 *
 * An address may be a range, {@code 192.0.2.0/24}, or a list; if ranges overlap, the narrowest one applies. Instead of
 * {@code secret}, {@code secret-file} names a file that holds it. Immutable.
 */
public final class Elements {
    private final Map<InetAddress, Element> byAddress = new HashMap<>();
    private final List<Owner> ranges = new ArrayList<>();

    private record Owner(AddressRange range, Element element) {}

    private Elements() {}

    /**
     * Reads the file.
     *
     * @throws BadOptionException when it cannot be read or is invalid; the message names the element, never a secret
     */
    public static Elements read(Path file) throws BadOptionException {
        Object content;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            content = new Load(settings).loadFromString(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new BadOptionException("--elements " + file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new BadOptionException("--elements " + file + ": cannot be read: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            // the text around the mistake may be a secret
            throw new BadOptionException("--elements " + file + ": is not valid YAML.");
        }
        if (!(content instanceof Map<?, ?> map) || map.isEmpty()) {
            throw new BadOptionException(
                    "--elements " + file + ": must name elements as NAME: {address: …, secret: …}.");
        }
        Elements elements = new Elements();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            elements.add(file, String.valueOf(entry.getKey()), entry.getValue());
        }
        elements.ranges.sort(
                (a, b) -> Integer.compare(b.range().bits(), a.range().bits()));
        return elements;
    }

    /** Returns the element with an address, or null. */
    public @Nullable Element of(InetAddress address) {
        Element element = byAddress.get(address);
        if (element != null || ranges.isEmpty()) {
            return element;
        }
        byte[] octets = address.getAddress();
        for (Owner owner : ranges) {
            if (owner.range().contains(octets)) {
                return owner.element();
            }
        }
        return null;
    }

    private void add(Path file, String name, @Nullable Object described) throws BadOptionException {
        String where = "--elements " + file + ": " + name + ": ";
        if (!(described instanceof Map<?, ?> members)) {
            throw new BadOptionException(where + "must have address and secret.");
        }
        for (Object member : members.keySet()) {
            if (!List.of("address", "secret", "secret-file").contains(String.valueOf(member))) {
                throw new BadOptionException(
                        where + "has no member " + member + ", only address, secret, secret-file.");
            }
        }
        Element element = new Element(name, secret(where, members).getBytes(UTF_8));
        Object addresses = members.get("address");
        List<?> all = addresses instanceof List<?> list ? list : addresses == null ? List.of() : List.of(addresses);
        if (all.isEmpty()) {
            throw new BadOptionException(where + "address is missing.");
        }
        for (Object address : all) {
            add(where, element, String.valueOf(address));
        }
    }

    private void add(String where, Element element, String address) throws BadOptionException {
        AddressRange range = AddressRange.of(address);
        if (range == null) {
            throw new BadOptionException(
                    where + "address " + address + ": expected is an IP address, or a range such as 192.0.2.0/24.");
        }
        Element before = range.isOne()
                ? byAddress.putIfAbsent(range.first(), element)
                : ranges.stream()
                        .filter(owner -> owner.range().equals(range))
                        .map(Owner::element)
                        .findFirst()
                        .orElse(null);
        if (before != null) {
            throw new BadOptionException(where + "address " + address + " is that of " + before.name() + ", too.");
        }
        if (!range.isOne()) {
            ranges.add(new Owner(range, element));
        }
    }

    private static String secret(String where, Map<?, ?> members) throws BadOptionException {
        Object given = members.get("secret");
        Object file = members.get("secret-file");
        if ((given == null) == (file == null)) {
            throw new BadOptionException(where + "must have one of secret and secret-file.");
        }
        String secret;
        try {
            secret = given != null
                    ? String.valueOf(given)
                    : Files.readString(Path.of(String.valueOf(file))).strip();
        } catch (IOException e) {
            throw new BadOptionException(where + "secret-file " + file + ": cannot be read: " + e.getMessage(), e);
        }
        if (secret.isEmpty()) {
            throw new BadOptionException(where + "the secret is empty.");
        }
        return secret;
    }
}
