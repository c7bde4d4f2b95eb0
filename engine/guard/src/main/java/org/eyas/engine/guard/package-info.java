/** Guards for calls of other bundles' code: they time and watch the calls, and end them if they do harm. */
@NullMarked
package org.eyas.engine.guard;

import org.jspecify.annotations.NullMarked;
