/** The last steps of an alert: queues, rendering, channels. */
@NullMarked
package org.eyas.core.dispatch;

import org.jspecify.annotations.NullMarked;
