/** The unix domain socket by which clients reach the engine, and its protocol; does not use OSGi. */
@NullMarked
package org.eyas.control.socket;

import org.jspecify.annotations.NullMarked;
