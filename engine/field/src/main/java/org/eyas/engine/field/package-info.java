/**
 * The fields of the syscall source, and the catalog in which the rule language looks up fields. Each class {@code ...Fields}
 * lists the fields of one group with their readers; {@code SyscallFields} lists the groups.
 */
@NullMarked
package org.eyas.engine.field;

import org.jspecify.annotations.NullMarked;
