/** Where both sides meet: a generation of rules and the loops that hold events against it. */
@NullMarked
package org.eyas.core.engine;

import org.jspecify.annotations.NullMarked;
