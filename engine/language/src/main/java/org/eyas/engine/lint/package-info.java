/** Finds likely mistakes and expensive conditions in loaded rules. */
@NullMarked
package org.eyas.engine.lint;

import org.jspecify.annotations.NullMarked;
