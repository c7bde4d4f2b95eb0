/**
 * The figures of rules: the number of alerts and muted alerts, the time that rules take, internal errors, and the
 * statistics file.
 */
@NullMarked
package org.eyas.engine.statistics;

import org.jspecify.annotations.NullMarked;
