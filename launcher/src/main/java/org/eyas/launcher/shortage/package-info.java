/** The reaction of the program when the kernel refuses it another thread. */
@NullMarked
package org.eyas.launcher.shortage;

import org.jspecify.annotations.NullMarked;
