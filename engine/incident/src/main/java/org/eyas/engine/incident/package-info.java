/** Incidents: alerts and signals of one attack, joined and reported once. */
@NullMarked
package org.eyas.engine.incident;

import org.jspecify.annotations.NullMarked;
