/** How fast the whole way is, beside others that go it, and as there is more of what a customer base is made of. */
@NullMarked
package io.datastreamer.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
