package io.datastreamer.connectors.egress;

import java.net.UnknownHostException;

/**
 * An address that may not be dialled, or a name that leads to one. The message is for the customer. A name service may
 * throw nothing but an {@link UnknownHostException}, so this is one.
 */
public final class AddressRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
