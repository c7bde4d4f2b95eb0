/** Which bundles run: those of the distribution that were chosen, and those that an administrator drops into a folder. */
@NullMarked
package org.eyas.provision;

import org.jspecify.annotations.NullMarked;
