/** What benchmarks have found: tables, targets, remarks, circumstances. */
@NullMarked
package io.datastreamer.benchmarks.report;

import org.jspecify.annotations.NullMarked;
