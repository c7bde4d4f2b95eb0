/** Comparing one text with constants: sets, prefixes, globs, regular expressions. Knows no events. */
@NullMarked
package org.eyas.engine.compile.text;

import org.jspecify.annotations.NullMarked;
