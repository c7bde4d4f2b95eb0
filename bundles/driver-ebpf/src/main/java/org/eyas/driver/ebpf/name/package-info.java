/** Paths that a program named against the files that it opened. */
@NullMarked
package org.eyas.driver.ebpf.name;

import org.jspecify.annotations.NullMarked;
