/** Checks whether the paths that programs give are names of the files that they open. */
@NullMarked
package org.eyas.driver.ebpf.name;

import org.jspecify.annotations.NullMarked;
