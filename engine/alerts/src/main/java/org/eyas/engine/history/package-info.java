/** The newest alerts in memory, for observers of the running engine. */
@NullMarked
package org.eyas.engine.history;

import org.jspecify.annotations.NullMarked;
