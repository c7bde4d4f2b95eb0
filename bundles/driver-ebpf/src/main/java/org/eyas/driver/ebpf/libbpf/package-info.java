/** libbpf through JNA: opens, loads and attaches the probe. Nothing here runs per event. */
@NullMarked
package org.eyas.driver.ebpf.libbpf;

import org.jspecify.annotations.NullMarked;
