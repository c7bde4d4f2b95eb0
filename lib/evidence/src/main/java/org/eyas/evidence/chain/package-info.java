/** Hash chains: each entry of a record on disk contains a digest of all entries before it. */
@NullMarked
package org.eyas.evidence.chain;

import org.jspecify.annotations.NullMarked;
