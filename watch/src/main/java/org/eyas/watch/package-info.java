/** Watching files and folders; knows nothing of configurations. */
@NullMarked
package org.eyas.watch;

import org.jspecify.annotations.NullMarked;
