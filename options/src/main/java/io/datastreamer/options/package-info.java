/**
 * How options get from the command line and from a file to a program, whatever they are: {@code --KEY VALUE}, YAML with
 * nested or dotted keys, and what somebody may have meant by a key that does not exist. Which options there are is each
 * program's to say.
 */
@NullMarked
package io.datastreamer.options;

import org.jspecify.annotations.NullMarked;
