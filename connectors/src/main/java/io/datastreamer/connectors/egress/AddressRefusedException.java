package io.datastreamer.connectors.egress;

import java.net.UnknownHostException;

/**
 * Thrown for an address that may not be dialled, or a name that resolves to one. The message is for the customer. A
 * name service may only throw {@link UnknownHostException}, so this extends it.
 */
public final class AddressRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
