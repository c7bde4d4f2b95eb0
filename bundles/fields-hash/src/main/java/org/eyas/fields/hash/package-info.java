/** The sha256 fields: hashes of the programs, scripts and files that events name. */
@NullMarked
package org.eyas.fields.hash;

import org.jspecify.annotations.NullMarked;
