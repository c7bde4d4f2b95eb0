/**
 * Derives a pushdown from rules: for each event type, a condition on parameters that every event satisfies which a rule
 * can match.
 */
@NullMarked
package org.eyas.engine.pushdown;

import org.jspecify.annotations.NullMarked;
