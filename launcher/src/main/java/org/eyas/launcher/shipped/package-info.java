/** Bundles of the distribution whose classes are on the class path of the JVM. */
@NullMarked
package org.eyas.launcher.shipped;

import org.jspecify.annotations.NullMarked;
