/** Rules that somebody thinks about, held against recent events. */
@NullMarked
package org.eyas.core.trial;

import org.jspecify.annotations.NullMarked;
