/** The alerts of the last time, kept in memory for those who look at the engine while it runs. */
@NullMarked
package org.eyas.core.history;

import org.jspecify.annotations.NullMarked;
