/** The bundles of the distribution whose classes the JVM's own class path has. */
@NullMarked
package org.eyas.launcher.shipped;

import org.jspecify.annotations.NullMarked;
