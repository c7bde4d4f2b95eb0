/** What the probe writes for each system call: recipes that consist of steps, stored as data. */
@NullMarked
package org.eyas.driver.ebpf.recipe;

import org.jspecify.annotations.NullMarked;
