/** The nodes of conditions: reading values of an event, and testing them. */
@NullMarked
package org.eyas.core.compile.node;

import org.jspecify.annotations.NullMarked;
