/** The filter language as text: lexer, parser and the tree they make. Knows no events and no fields. */
@NullMarked
package org.eyas.core.syntax;

import org.jspecify.annotations.NullMarked;
