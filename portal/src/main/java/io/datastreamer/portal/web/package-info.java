/**
 * HTTP: the server with its limits and headers, access checks, problems, bodies, and the files of the page. It does not
 * depend on data streams: operations are {@link io.datastreamer.portal.web.Route}s.
 */
@NullMarked
package io.datastreamer.portal.web;

import org.jspecify.annotations.NullMarked;
