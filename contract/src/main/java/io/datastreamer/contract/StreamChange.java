package io.datastreamer.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of the configuration's topic: a stream's new version, its removal, or the erasure of an organisation's
 * journal.
 *
 * @param id the stream's id; empty for an erasure, which is about all streams of the organisation
 * @param organisationId the organisation that it says it is of; null when it does not say, as a tombstone
 * @param stream the new version; null when the stream is removed
 */
public record StreamChange(
        String id, @Nullable Long organisationId, @Nullable StreamConfiguration stream) implements Instruction {

    /** The stream is as this version says. */
    public static StreamChange set(StreamConfiguration stream) {
        return new StreamChange(stream.id(), stream.organisationId(), stream);
    }

    /** The stream of this id goes, whoever's it is. */
    public static StreamChange remove(String id) {
        return new StreamChange(id, null, null);
    }

    /** The stream of this id goes if it is this organisation's. */
    public static StreamChange remove(String id, @Nullable Long organisationId) {
        return new StreamChange(id, organisationId, null);
    }

    /** All that the journal of this organisation holds goes. */
    public static StreamChange erase(long organisationId) {
        return new StreamChange("", organisationId, null);
    }

    /** Whether it erases a journal, and names no stream. */
    public boolean isErasure() {
        return id.isEmpty();
    }

    /** The organisation whose journal is erased. */
    public long erasedOrganisation() {
        return Objects.requireNonNull(organisationId);
    }

    /** Whether it may change a stream of an organisation. */
    public boolean mayChange(long streamsOrganisation) {
        return organisationId == null || organisationId == streamsOrganisation;
    }
}
