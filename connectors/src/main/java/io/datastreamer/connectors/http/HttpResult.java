package io.datastreamer.connectors.http;

/** The result of a request: an {@link HttpAnswer}, or an {@link HttpFault} if there was none. */
public sealed interface HttpResult permits HttpAnswer, HttpFault {}
