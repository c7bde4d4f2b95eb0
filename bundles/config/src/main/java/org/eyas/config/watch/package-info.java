/** Watching files and folders; knows nothing of configurations. */
@NullMarked
package org.eyas.config.watch;

import org.jspecify.annotations.NullMarked;
