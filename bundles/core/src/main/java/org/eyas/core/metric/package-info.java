/** The engine's figures: as metrics for /metrics, and as snapshots. */
@NullMarked
package org.eyas.core.metric;

import org.jspecify.annotations.NullMarked;
