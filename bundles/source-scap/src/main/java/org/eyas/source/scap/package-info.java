/** Reads {@code .scap} capture files. The format is written down in {@code docs/scap-format.md}. */
@NullMarked
package org.eyas.source.scap;

import org.jspecify.annotations.NullMarked;
