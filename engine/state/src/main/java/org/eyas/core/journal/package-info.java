/** Recent events in memory, behind the state of their beginning, for who wants to try rules on them. */
@NullMarked
package org.eyas.core.journal;

import org.jspecify.annotations.NullMarked;
