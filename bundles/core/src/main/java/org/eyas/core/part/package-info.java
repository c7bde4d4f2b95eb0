/** The services of other bundles that the engine uses, and the guards around calls of them. */
@NullMarked
package org.eyas.core.part;

import org.jspecify.annotations.NullMarked;
