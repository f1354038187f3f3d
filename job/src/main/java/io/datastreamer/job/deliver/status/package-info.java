/** What is reported of deliveries: the status of data streams, delivery attempts, numbers for metrics. */
@NullMarked
package io.datastreamer.job.deliver.status;

import org.jspecify.annotations.NullMarked;
