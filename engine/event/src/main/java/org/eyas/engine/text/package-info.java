/** Absolute paths and the sequences of UTF-8, which several parts need. */
@NullMarked
package org.eyas.engine.text;

import org.jspecify.annotations.NullMarked;
