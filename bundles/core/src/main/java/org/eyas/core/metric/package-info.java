/** What the engine tells about itself: for /metrics, and as snapshots. */
@NullMarked
package org.eyas.core.metric;

import org.jspecify.annotations.NullMarked;
