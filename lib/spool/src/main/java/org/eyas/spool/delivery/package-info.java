/** Delivers entries that wait in memory or on disk, and loses none that the disk has. */
@NullMarked
package org.eyas.spool.delivery;

import org.jspecify.annotations.NullMarked;
