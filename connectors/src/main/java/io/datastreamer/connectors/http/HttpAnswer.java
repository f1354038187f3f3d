package io.datastreamer.connectors.http;

import java.time.Duration;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's answer. The status counts from the moment it was read: a body that hangs, breaks off or never ends does
 * not take it back.
 *
 * @param status the HTTP status
 * @param headers the headers, with names in any case
 * @param retryAfter what {@code Retry-After} asks for, at most {@link RetryAfter#LONGEST}; null without one
 * @param body the body, or its beginning
 * @param whole whether that is all of the body
 */
public record HttpAnswer(
        int status, Headers headers, @Nullable Duration retryAfter, byte[] body, boolean whole) implements HttpResult {}
