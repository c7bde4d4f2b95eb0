/** The condition language as text: scanner, parser and syntax tree. Does not depend on events or fields. */
@NullMarked
package org.eyas.engine.syntax;

import org.jspecify.annotations.NullMarked;
