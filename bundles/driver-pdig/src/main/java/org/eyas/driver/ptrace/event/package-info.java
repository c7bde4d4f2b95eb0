/** Writes the events of traced system calls: runs the recipes on the registers, the memory and the {@code /proc} of a thread. */
@NullMarked
package org.eyas.driver.ptrace.event;

import org.jspecify.annotations.NullMarked;
