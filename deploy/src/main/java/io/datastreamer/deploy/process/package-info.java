/** Processes, ports and folders of this machine, for tools that start what stands around the job. */
@NullMarked
package io.datastreamer.deploy.process;

import org.jspecify.annotations.NullMarked;
