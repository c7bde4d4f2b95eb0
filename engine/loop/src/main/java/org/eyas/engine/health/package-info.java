/**
 * The health of a running loop: lost events, silence of a source, full tables of the state, and full memory of
 * stateful rules. Problems go to the log, to alerts and to the health report.
 */
@NullMarked
package org.eyas.engine.health;

import org.jspecify.annotations.NullMarked;
