/** How the last runs of the engine ended, and what the next one does because of that. */
@NullMarked
package org.eyas.launcher.start;

import org.jspecify.annotations.NullMarked;
