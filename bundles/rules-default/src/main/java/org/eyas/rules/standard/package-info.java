/** The rules that ship with Eyas. */
@NullMarked
package org.eyas.rules.standard;

import org.jspecify.annotations.NullMarked;
