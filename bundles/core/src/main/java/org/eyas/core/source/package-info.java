/** The sources of events: choosing, opening, running, replacing and handing them over. */
@NullMarked
package org.eyas.core.source;

import org.jspecify.annotations.NullMarked;
