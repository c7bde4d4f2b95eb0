/** Waiting for something that other threads do. */
@NullMarked
package org.eyas.engine.signal;

import org.jspecify.annotations.NullMarked;
