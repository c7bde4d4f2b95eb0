/** Waits for the start of the engine; how the last runs ended, and what the next one does because of that. */
@NullMarked
package org.eyas.launcher.start;

import org.jspecify.annotations.NullMarked;
