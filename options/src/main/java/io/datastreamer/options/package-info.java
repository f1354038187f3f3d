/**
 * Reads a program's options from the command line and a file: {@code --KEY VALUE}, YAML with nested or dotted keys, and
 * suggestions for unknown keys. Each program declares which options exist.
 */
@NullMarked
package io.datastreamer.options;

import org.jspecify.annotations.NullMarked;
