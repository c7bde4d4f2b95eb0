/**
 * Reads what the kernel knows about a traced thread and its files: {@code /proc}, paths, file attributes and sockets.
 * All classes are used by the tracer's thread only.
 */
@NullMarked
package org.eyas.driver.ptrace.proc;

import org.jspecify.annotations.NullMarked;
