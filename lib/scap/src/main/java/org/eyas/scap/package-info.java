/** Reads and writes the blocks of .scap captures: docs/scap-format.md. It knows neither files nor event types. */
@NullMarked
package org.eyas.scap;

import org.jspecify.annotations.NullMarked;
