/** A queue that keeps entries in files until they are delivered. */
@NullMarked
package org.eyas.spool;

import org.jspecify.annotations.NullMarked;
