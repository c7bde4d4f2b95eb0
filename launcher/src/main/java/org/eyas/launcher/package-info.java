/** The command line, and a framework around the bundles of the distribution. */
@NullMarked
package org.eyas.launcher;

import org.jspecify.annotations.NullMarked;
