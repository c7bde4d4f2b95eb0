/** Stores that hold the descriptors of the probe for the next process of the engine. */
@NullMarked
package org.eyas.driver.ebpf.store;

import org.jspecify.annotations.NullMarked;
