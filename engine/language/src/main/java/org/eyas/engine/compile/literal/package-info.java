/** Looking for the constants of many rules in one pass over a text. */
@NullMarked
package org.eyas.engine.compile.literal;

import org.jspecify.annotations.NullMarked;
