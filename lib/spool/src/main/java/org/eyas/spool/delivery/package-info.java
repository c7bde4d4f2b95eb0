/** Delivers entries that wait in memory or on disk. Entries on disk are not lost. */
@NullMarked
package org.eyas.spool.delivery;

import org.jspecify.annotations.NullMarked;
