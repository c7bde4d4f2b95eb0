/** The fields of the syscall source, and the catalog in which the rule language looks up fields. */
@NullMarked
package org.eyas.engine.field;

import org.jspecify.annotations.NullMarked;
