/** Searches one text for the constants of many rules in one pass. */
@NullMarked
package org.eyas.engine.compile.literal;

import org.jspecify.annotations.NullMarked;
