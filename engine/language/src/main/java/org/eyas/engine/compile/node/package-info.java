/** The nodes of compiled conditions, which read values of an event and test them. */
@NullMarked
package org.eyas.engine.compile.node;

import org.jspecify.annotations.NullMarked;
