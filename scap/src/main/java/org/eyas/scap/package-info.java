/** The blocks of .scap captures, read and written: docs/scap-format.md. Knows no files and no event types. */
@NullMarked
package org.eyas.scap;

import org.jspecify.annotations.NullMarked;
