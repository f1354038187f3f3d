/** What benchmarks of the whole job have in common: the job in a process of its own, its inputs, its load, what its endpoints have received. */
@NullMarked
package io.datastreamer.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
