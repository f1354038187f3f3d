package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host name to addresses. May block for any time: callers have their own time limit. */
@FunctionalInterface
public interface NameService {

    /**
     * The addresses of the name, in the order in which to try them; at least one.
     *
     * @throws UnknownHostException when the name has no address
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The machine's own name service. */
    static NameService ofTheMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
