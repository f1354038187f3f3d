/** Processes, ports and folders of this machine, for tools that start the servers around the job. */
@NullMarked
package io.datastreamer.tools.process;

import org.jspecify.annotations.NullMarked;
