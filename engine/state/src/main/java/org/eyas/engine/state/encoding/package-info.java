/** The encoding of events: the positions of their parameters, the bits of their flags, and socket addresses. */
@NullMarked
package org.eyas.engine.state.encoding;

import org.jspecify.annotations.NullMarked;
