/** A stranger's code, for tests of what the engine does when it fails. */
@NullMarked
package org.acme;

import org.jspecify.annotations.NullMarked;
