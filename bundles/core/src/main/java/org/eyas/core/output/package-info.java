/** The queues and channels of alerts as a component. */
@NullMarked
package org.eyas.core.output;

import org.jspecify.annotations.NullMarked;
