/** The engine's figures: for /metrics, and as snapshots. */
@NullMarked
package org.eyas.core.metric;

import org.jspecify.annotations.NullMarked;
