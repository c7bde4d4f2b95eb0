/** The fields of the syscall source and the catalog in which the language looks fields up. */
@NullMarked
package org.eyas.core.field;

import org.jspecify.annotations.NullMarked;
