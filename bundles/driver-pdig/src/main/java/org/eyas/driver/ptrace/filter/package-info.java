/** The seccomp filter that stops a traced thread at the system calls that are recorded. */
@NullMarked
package org.eyas.driver.ptrace.filter;

import org.jspecify.annotations.NullMarked;
