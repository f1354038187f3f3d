/**
 * Charging data records of 3GPP TS 32.298: BER (ITU-T X.690) read by a cursor that creates no objects, tags as tables,
 * and the headers of TS 32.297. Knows the octets, and nothing of what becomes of them.
 */
@NullMarked
package io.datastreamer.job.element.cdr;

import org.jspecify.annotations.NullMarked;
