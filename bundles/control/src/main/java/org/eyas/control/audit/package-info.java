/** Who changed what, on disk. */
@NullMarked
package org.eyas.control.audit;

import org.jspecify.annotations.NullMarked;
