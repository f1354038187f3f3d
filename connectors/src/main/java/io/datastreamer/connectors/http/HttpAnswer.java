package io.datastreamer.connectors.http;

import java.time.Duration;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's answer. The status counts as soon as it was read, even if the body then hangs, breaks off or never ends.
 *
 * @param status the HTTP status
 * @param headers the headers; names are case-insensitive
 * @param retryAfter the wait that {@code Retry-After} asks for, at most {@link RetryAfter#LONGEST}; null without it
 * @param body the body, or its beginning
 * @param whole whether {@code body} is the complete body
 */
public record HttpAnswer(
        int status, Headers headers, @Nullable Duration retryAfter, byte[] body, boolean whole) implements HttpResult {}
