/** The operator's settings: options, and the file of elements. */
@NullMarked
package io.datastreamer.collect.config;

import org.jspecify.annotations.NullMarked;
