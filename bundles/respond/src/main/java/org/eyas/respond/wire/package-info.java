/** The messages between the engine and the process that may act on others: fixed in size, and without text. */
@NullMarked
package org.eyas.respond.wire;

import org.jspecify.annotations.NullMarked;
