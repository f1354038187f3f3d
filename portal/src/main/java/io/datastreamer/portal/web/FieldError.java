package io.datastreamer.portal.web;

/**
 * An error in a member of a request.
 *
 * @param member such as {@code name} or {@code settings.url}
 * @param reason the error and what to do, for people to read; never a secret's value
 */
public record FieldError(String member, String reason) {}
