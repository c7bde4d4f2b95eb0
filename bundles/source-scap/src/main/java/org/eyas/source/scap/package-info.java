/** Reads {@code .scap} capture files. {@code docs/scap-format.md} describes the format. */
@NullMarked
package org.eyas.source.scap;

import org.jspecify.annotations.NullMarked;
