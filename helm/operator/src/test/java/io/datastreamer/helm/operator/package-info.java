/** What the Flink Kubernetes Operator says of the chart. */
@NullMarked
package io.datastreamer.helm.operator;

import org.jspecify.annotations.NullMarked;
