/** What the probe writes for which system call: recipes of steps, kept as data. */
@NullMarked
package org.eyas.driver.ebpf.recipe;

import org.jspecify.annotations.NullMarked;
