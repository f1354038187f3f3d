package io.datastreamer.contract;

import org.jspecify.annotations.Nullable;

/**
 * One message of the configuration's topic: a stream's new version, or its removal.
 *
 * @param id the stream's id
 * @param organisationId the organisation that it says it is of; null when it does not say, as a tombstone
 * @param stream the new version; null when the stream is removed
 */
public record StreamChange(
        String id, @Nullable Long organisationId, @Nullable StreamConfiguration stream) {

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

    /** Whether it may change a stream of an organisation. */
    public boolean mayChange(long streamsOrganisation) {
        return organisationId == null || organisationId == streamsOrganisation;
    }
}
