/** Threads that do not keep a process alive. */
@NullMarked
package io.datastreamer.connectors.threads;

import org.jspecify.annotations.NullMarked;
