/** The live eBPF source: system calls of this machine, recorded by a probe in the kernel. */
@NullMarked
package org.eyas.driver.ebpf;

import org.jspecify.annotations.NullMarked;
