/** What helps to try and to measure the Data Streamer; knows the data contract only from outside, as a customer does. */
@NullMarked
package io.datastreamer.tools;

import org.jspecify.annotations.NullMarked;
