/** Watches and replaces files, and knows nothing about configurations. */
@NullMarked
package org.eyas.watch;

import org.jspecify.annotations.NullMarked;
