/** The nodes of conditions: reading values of an event, and testing them. */
@NullMarked
package org.eyas.engine.compile.node;

import org.jspecify.annotations.NullMarked;
