/** Absolute paths, the sequences of UTF-8, and the version of Falco whose handling of text is reproduced. */
@NullMarked
package org.eyas.engine.text;

import org.jspecify.annotations.NullMarked;
