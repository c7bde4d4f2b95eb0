/** The archive: the alerts of the history that are on disk. */
@NullMarked
package org.eyas.engine.archive;

import org.jspecify.annotations.NullMarked;
