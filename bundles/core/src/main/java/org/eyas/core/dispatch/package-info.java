/** Alerts on their way out: queues, rendering, channels. */
@NullMarked
package org.eyas.core.dispatch;

import org.jspecify.annotations.NullMarked;
