/** Tracepoints by their numbers in tracefs, whether or not it is mounted. */
@NullMarked
package org.eyas.driver.ebpf.trace;

import org.jspecify.annotations.NullMarked;
