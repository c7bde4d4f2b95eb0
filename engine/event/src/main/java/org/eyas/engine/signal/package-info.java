/** Waiting for changes that other threads make. */
@NullMarked
package org.eyas.engine.signal;

import org.jspecify.annotations.NullMarked;
