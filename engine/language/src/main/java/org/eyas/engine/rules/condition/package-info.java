/**
 * Processes conditions as text and as syntax trees: expands lists, inlines macros, adds exceptions, and reports
 * warnings.
 */
@NullMarked
package org.eyas.engine.rules.condition;

import org.jspecify.annotations.NullMarked;
