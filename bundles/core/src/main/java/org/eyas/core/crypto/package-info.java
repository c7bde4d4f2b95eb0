/** The uses of cryptography in Eyas, and the report of those that FIPS 140 does not approve. */
@NullMarked
package org.eyas.core.crypto;

import org.jspecify.annotations.NullMarked;
