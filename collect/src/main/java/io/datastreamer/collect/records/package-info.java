/** Where records are stored: the caller learns which of them are durable. */
@NullMarked
package io.datastreamer.collect.records;

import org.jspecify.annotations.NullMarked;
