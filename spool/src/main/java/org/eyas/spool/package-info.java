/** Entries kept in files until they are delivered. */
@NullMarked
package org.eyas.spool;

import org.jspecify.annotations.NullMarked;
