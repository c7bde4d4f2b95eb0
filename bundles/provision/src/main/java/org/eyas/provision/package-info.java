/**
 * Selects and starts the bundles that run: chosen bundles of the distribution, and those that an administrator copies into a
 * folder.
 */
@NullMarked
package org.eyas.provision;

import org.jspecify.annotations.NullMarked;
