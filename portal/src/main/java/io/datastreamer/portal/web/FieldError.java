package io.datastreamer.portal.web;

/**
 * A member that is wrong.
 *
 * @param member such as {@code name} or {@code settings.url}
 * @param reason what is wrong and what to do, for people; never a secret's value
 */
public record FieldError(String member, String reason) {}
