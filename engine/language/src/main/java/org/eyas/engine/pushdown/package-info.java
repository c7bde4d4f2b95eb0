/** Derives from rules which events of a type can match one of them, as far as the parameters of the event decide that. */
@NullMarked
package org.eyas.engine.pushdown;

import org.jspecify.annotations.NullMarked;
