package io.datastreamer.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of the configuration's topic: a stream's new version, its removal, or the erasure of an organisation's
 * journal.
 *
 * @param id the stream's id; empty for an erasure, which is about all streams of the organisation
 * @param organisationId the organisation that the message names; null when it names none, as in a tombstone
 * @param stream the new version; null when the stream is removed
 */
public record StreamChange(
        String id, @Nullable Long organisationId, @Nullable StreamConfiguration stream) implements Instruction {

    /** Sets the stream to this version. */
    public static StreamChange set(StreamConfiguration stream) {
        return new StreamChange(stream.id(), stream.organisationId(), stream);
    }

    /** Removes the stream of this id, whichever organisation owns it. */
    public static StreamChange remove(String id) {
        return new StreamChange(id, null, null);
    }

    /** Removes the stream of this id if it belongs to this organisation. */
    public static StreamChange remove(String id, @Nullable Long organisationId) {
        return new StreamChange(id, organisationId, null);
    }

    /** Erases the whole journal of this organisation. */
    public static StreamChange erase(long organisationId) {
        return new StreamChange("", organisationId, null);
    }

    /** Whether this erases a journal and names no stream. */
    public boolean isErasure() {
        return id.isEmpty();
    }

    /** The organisation whose journal is erased. */
    public long erasedOrganisation() {
        return Objects.requireNonNull(organisationId);
    }

    /** Whether this may change a stream of an organisation. */
    public boolean mayChange(long streamsOrganisation) {
        return organisationId == null || organisationId == streamsOrganisation;
    }
}
