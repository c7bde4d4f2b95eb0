/** The pages about incidents. */
@NullMarked
package org.eyas.console.page.incident;

import org.jspecify.annotations.NullMarked;
