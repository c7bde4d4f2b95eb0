/** The outputs as a component: the dispatcher of alerts, its channels, and the alert history. */
@NullMarked
package org.eyas.core.output;

import org.jspecify.annotations.NullMarked;
