/** Raw conditions in the kernel: compiled for the probe, written into its memory, counted. */
@NullMarked
package org.eyas.driver.ebpf.pushdown;

import org.jspecify.annotations.NullMarked;
