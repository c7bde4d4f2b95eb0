/** The updaters of the calls that open, copy, connect and close descriptors, and of the enter events of such calls. */
@NullMarked
package org.eyas.engine.state.io;

import org.jspecify.annotations.NullMarked;
