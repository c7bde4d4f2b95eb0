/** The unix domain socket at which the engine is reached, and what is said over it; knows no OSGi. */
@NullMarked
package org.eyas.control.socket;

import org.jspecify.annotations.NullMarked;
