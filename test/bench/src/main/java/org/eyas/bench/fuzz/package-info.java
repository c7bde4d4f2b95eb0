/** Feeds damaged inputs to readers: {@code test/bench/fuzz}. */
@NullMarked
package org.eyas.bench.fuzz;

import org.jspecify.annotations.NullMarked;
