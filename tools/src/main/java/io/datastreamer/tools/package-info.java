/** Tools to try and to measure the Data Streamer; they know only the data contract, from outside, like a customer. */
@NullMarked
package io.datastreamer.tools;

import org.jspecify.annotations.NullMarked;
