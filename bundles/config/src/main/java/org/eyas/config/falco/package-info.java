/** Imports a configuration of Falco: {@code eyas import-falco}. */
@NullMarked
package org.eyas.config.falco;

import org.jspecify.annotations.NullMarked;
