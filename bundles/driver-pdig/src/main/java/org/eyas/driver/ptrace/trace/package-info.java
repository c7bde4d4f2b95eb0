/** The tracer: the thread to which the kernel reports every stop of the traced threads. */
@NullMarked
package org.eyas.driver.ptrace.trace;

import org.jspecify.annotations.NullMarked;
