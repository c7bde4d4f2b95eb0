/** Calls of other bundles' code: guarded, timed, watched, and ended where they do harm. */
@NullMarked
package org.eyas.core.fault;

import org.jspecify.annotations.NullMarked;
