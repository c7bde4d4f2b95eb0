/** The last steps of an alert: queues, rendering, channels. */
@NullMarked
package org.eyas.engine.dispatch;

import org.jspecify.annotations.NullMarked;
