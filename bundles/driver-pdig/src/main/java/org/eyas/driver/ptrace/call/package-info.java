/** The system calls of traced threads, as the tracer passes them to the writer of events. */
@NullMarked
package org.eyas.driver.ptrace.call;

import org.jspecify.annotations.NullMarked;
