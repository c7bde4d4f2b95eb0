/** Eyas' own pages. */
@NullMarked
package org.eyas.console.page;

import org.jspecify.annotations.NullMarked;
