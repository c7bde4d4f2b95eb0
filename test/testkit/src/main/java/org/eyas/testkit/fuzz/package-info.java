/** Feeds a part of the program with damaged inputs, as a short test or for hours. */
@NullMarked
package org.eyas.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
