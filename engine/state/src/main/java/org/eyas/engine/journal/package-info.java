/** The journal: recent events in memory, with the state before them, so that rules can be tried on them. */
@NullMarked
package org.eyas.engine.journal;

import org.jspecify.annotations.NullMarked;
