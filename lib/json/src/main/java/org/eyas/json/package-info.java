/** Reads JSON (RFC 8259) in place: an index of where its values are, and views of them. Allocates nothing once warm. */
@NullMarked
package org.eyas.json;

import org.jspecify.annotations.NullMarked;
