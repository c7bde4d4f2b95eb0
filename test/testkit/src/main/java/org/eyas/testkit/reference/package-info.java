/** Reads the reference data of Falco: captures, metrics and known field differences. */
@NullMarked
package org.eyas.testkit.reference;

import org.jspecify.annotations.NullMarked;
