package io.datastreamer.benchmarks.rival;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import java.io.Serializable;
import java.util.Objects;

/** A document for a sink on {@code AsyncSinkBase}, which wants all that it keeps to be serializable. */
public record Letter(long organisationId, RecordKind kind, int eventType, String simKey, long id, byte[] json)
        implements Serializable {
    private static final byte[] NO_SUPPLEMENT = {};

    static Letter of(Document document) {
        return new Letter(
                document.organisationId(),
                document.kind(),
                document.eventType(),
                document.simKey(),
                document.id(),
                document.json());
    }

    Document document() {
        return Document.of(organisationId, kind, eventType, simKey, id, 0, json, NO_SUPPLEMENT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Letter letter && letter.id == id && letter.kind == kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, kind);
    }
}
