/**
 * Reads and writes the blocks of .scap captures, which docs/scap-format.md describes. This package uses neither files
 * nor event types.
 */
@NullMarked
package org.eyas.scap;

import org.jspecify.annotations.NullMarked;
