/** Code of another bundle, to test what the engine does when it fails. */
@NullMarked
package org.acme;

import org.jspecify.annotations.NullMarked;
