package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into addresses. May block for as long as it likes: callers have a time limit of their own. */
@FunctionalInterface
public interface NameService {

    /**
     * The addresses of the name, in the order in which they are to be tried; at least one.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The name service of the machine. */
    static NameService ofTheMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
