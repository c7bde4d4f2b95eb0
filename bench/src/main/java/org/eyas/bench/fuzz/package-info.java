/** Damaged inputs for what reads them: {@code bench/fuzz}. */
@NullMarked
package org.eyas.bench.fuzz;

import org.jspecify.annotations.NullMarked;
