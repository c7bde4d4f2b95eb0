/** Opens, loads and attaches the probe with libbpf, through JNA. Nothing here runs for each event. */
@NullMarked
package org.eyas.driver.ebpf.libbpf;

import org.jspecify.annotations.NullMarked;
