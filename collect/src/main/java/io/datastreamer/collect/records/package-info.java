/** Where records are kept: whoever has handed them over knows which of them are durable. */
@NullMarked
package io.datastreamer.collect.records;

import org.jspecify.annotations.NullMarked;
