/** Compares one text with constants: sets, prefixes, globs, regular expressions. Independent of events. */
@NullMarked
package org.eyas.engine.compile.text;

import org.jspecify.annotations.NullMarked;
