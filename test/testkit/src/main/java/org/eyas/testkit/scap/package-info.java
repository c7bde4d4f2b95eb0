/** Builds events and capture files in the scap encoding. */
@NullMarked
package org.eyas.testkit.scap;

import org.jspecify.annotations.NullMarked;
