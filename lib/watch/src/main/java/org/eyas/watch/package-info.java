/** Watches and replaces files, independent of their content. */
@NullMarked
package org.eyas.watch;

import org.jspecify.annotations.NullMarked;
