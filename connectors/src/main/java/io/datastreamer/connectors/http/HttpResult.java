package io.datastreamer.connectors.http;

/** What came of a request: an {@link HttpAnswer}, or an {@link HttpFault} where there was none. */
public sealed interface HttpResult permits HttpAnswer, HttpFault {}
