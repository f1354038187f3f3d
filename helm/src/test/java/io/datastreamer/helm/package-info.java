/** What can be said of the chart, the images and the local stack without a cluster. */
@NullMarked
package io.datastreamer.helm;

import org.jspecify.annotations.NullMarked;
