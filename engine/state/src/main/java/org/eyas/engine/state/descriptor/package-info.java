/** The file descriptors of processes: their tables, the sockets among them and the names of these sockets. */
@NullMarked
package org.eyas.engine.state.descriptor;

import org.jspecify.annotations.NullMarked;
