/**
 * Charging data records as 3GPP TS 32.298 has them: BER (ITU-T X.690) by a cursor that makes no objects, tags as tables,
 * and the headers of TS 32.297. Knows the octets, and nothing of what becomes of them.
 */
@NullMarked
package io.datastreamer.job.element.cdr;

import org.jspecify.annotations.NullMarked;
