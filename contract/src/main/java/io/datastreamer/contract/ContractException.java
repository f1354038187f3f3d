package io.datastreamer.contract;

/** Thrown when a JSON text breaks the data contract; the message names the member, its value and what is expected. */
public final class ContractException extends Exception {
    private static final long serialVersionUID = 1L;

    public ContractException(String message) {
        super(message);
    }
}
