package io.datastreamer.portal;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.contract.StreamType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes statuses as the job sends them: of a stream that runs and has nothing to do, but for what a test says. */
public final class TestStatus {
    private final String streamId;
    private final long organisationId;
    private final String name;
    private final ApiType apiType;
    private final StreamType streamType;
    private final String target;
    private State state = State.RUNNING;
    private @Nullable Instant lastTimestamp;
    private int remoteStatus = 200;
    private @Nullable Boolean answered = true;
    private long delivered;
    private long pending;
    private @Nullable Instant oldestPendingAt;
    private long lagSeconds;
    private @Nullable Long expiresInSeconds;
    private @Nullable Long takesBytes;
    private @Nullable Instant certificateExpiresAt;
    private @Nullable String lastError;
    private @Nullable Instant nextAttemptAt;

    private TestStatus(
            String streamId, long organisationId, String name, ApiType apiType, StreamType streamType, String target) {
        this.streamId = streamId;
        this.organisationId = organisationId;
        this.name = name;
        this.apiType = apiType;
        this.streamType = streamType;
        this.target = target;
    }

    /** The status of a stream. */
    public static TestStatus of(
            String streamId, long organisationId, String name, ApiType apiType, StreamType streamType, String target) {
        return new TestStatus(streamId, organisationId, name, apiType, streamType, target);
    }

    /** One like another that was made here. */
    public static TestStatus like(StreamStatus other) {
        return of(
                        other.streamId(),
                        other.organisationId(),
                        other.name(),
                        other.apiType(),
                        other.streamType(),
                        other.target())
                .state(other.state())
                .lastTimestamp(other.lastTimestamp())
                .answer(other.remoteStatus(), other.answered())
                .delivered(other.delivered())
                .pending(other.pending(), other.oldestPendingAt())
                .lagSeconds(other.lagSeconds())
                .expiresInSeconds(other.expiresInSeconds())
                .takesBytes(other.takesBytes())
                .certificateExpiresAt(other.certificateExpiresAt())
                .error(other.lastError(), other.nextAttemptAt());
    }

    public TestStatus state(State is) {
        state = is;
        return this;
    }

    public TestStatus lastTimestamp(@Nullable Instant is) {
        lastTimestamp = is;
        return this;
    }

    public TestStatus answer(int status, @Nullable Boolean isAnswered) {
        remoteStatus = status;
        answered = isAnswered;
        return this;
    }

    public TestStatus delivered(long documents) {
        delivered = documents;
        return this;
    }

    public TestStatus pending(long documents, @Nullable Instant oldestAt) {
        pending = documents;
        oldestPendingAt = oldestAt;
        return this;
    }

    public TestStatus lagSeconds(long seconds) {
        lagSeconds = seconds;
        return this;
    }

    public TestStatus expiresInSeconds(@Nullable Long seconds) {
        expiresInSeconds = seconds;
        return this;
    }

    public TestStatus takesBytes(@Nullable Long bytes) {
        takesBytes = bytes;
        return this;
    }

    public TestStatus certificateExpiresAt(@Nullable Instant at) {
        certificateExpiresAt = at;
        return this;
    }

    public TestStatus error(@Nullable String error, @Nullable Instant nextAt) {
        lastError = error;
        nextAttemptAt = nextAt;
        return this;
    }

    /** The status, written at a time. */
    public StreamStatus at(Instant updatedAt) {
        return new StreamStatus(
                streamId,
                organisationId,
                name,
                apiType,
                streamType,
                target,
                state,
                lastTimestamp,
                remoteStatus,
                answered,
                delivered,
                0,
                0,
                0,
                pending,
                oldestPendingAt,
                lagSeconds,
                expiresInSeconds,
                0,
                takesBytes,
                null,
                certificateExpiresAt,
                null,
                lastError,
                nextAttemptAt,
                updatedAt);
    }
}
