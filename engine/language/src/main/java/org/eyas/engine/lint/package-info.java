/** Finds in loaded rules what is probably not meant, or costs much. */
@NullMarked
package org.eyas.engine.lint;

import org.jspecify.annotations.NullMarked;
