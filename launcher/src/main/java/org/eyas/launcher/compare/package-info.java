/** Compares the alerts of two runs, such as one of Falco and one of Eyas: {@code eyas compare}. */
@NullMarked
package org.eyas.launcher.compare;

import org.jspecify.annotations.NullMarked;
