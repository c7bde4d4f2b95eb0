/** Reports the state of the engine to systemd, for units of Type=notify. */
@NullMarked
package org.eyas.systemd;

import org.jspecify.annotations.NullMarked;
