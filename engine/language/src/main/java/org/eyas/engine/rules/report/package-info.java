/** Prints the result of loading, and descriptions of rules, as text and as values for JSON. */
@NullMarked
package org.eyas.engine.rules.report;

import org.jspecify.annotations.NullMarked;
