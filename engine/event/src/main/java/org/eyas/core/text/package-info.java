/** Text that several parts write: JSON on one line with its keys in the order they are written, and absolute paths. */
@NullMarked
package org.eyas.core.text;

import org.jspecify.annotations.NullMarked;
