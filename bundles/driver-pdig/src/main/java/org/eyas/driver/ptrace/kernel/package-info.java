/** The functions of the C library with which a thread traces others, through java.lang.foreign. */
@NullMarked
package org.eyas.driver.ptrace.kernel;

import org.jspecify.annotations.NullMarked;
