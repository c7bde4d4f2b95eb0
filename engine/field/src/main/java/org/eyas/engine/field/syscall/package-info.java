/** The fields of events, {@code evt.*}, and {@code SyscallFields}, which lists all fields of the syscall source. */
@NullMarked
package org.eyas.engine.field.syscall;

import org.jspecify.annotations.NullMarked;
