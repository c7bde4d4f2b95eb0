/** The live source of the kernel module: system calls of this machine, read from the rings of Falco's module scap. */
@NullMarked
package org.eyas.driver.kmod;

import org.jspecify.annotations.NullMarked;
