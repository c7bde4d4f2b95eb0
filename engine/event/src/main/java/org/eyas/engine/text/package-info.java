/** Text that several parts write: JSON on one line with its keys in insertion order, and absolute paths. */
@NullMarked
package org.eyas.engine.text;

import org.jspecify.annotations.NullMarked;
