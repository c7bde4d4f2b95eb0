/**
 * Checks conditions: resolves the names and types of a syntax tree against a catalog of fields, and makes a typed
 * condition.
 */
@NullMarked
package org.eyas.engine.check;

import org.jspecify.annotations.NullMarked;
