/** Feeds damaged inputs to readers: {@code bench/fuzz}. */
@NullMarked
package org.eyas.bench.fuzz;

import org.jspecify.annotations.NullMarked;
