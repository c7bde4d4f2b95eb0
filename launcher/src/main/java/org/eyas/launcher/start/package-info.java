/** The ends of the last runs of the engine, which decide whether the next run is careful. */
@NullMarked
package org.eyas.launcher.start;

import org.jspecify.annotations.NullMarked;
