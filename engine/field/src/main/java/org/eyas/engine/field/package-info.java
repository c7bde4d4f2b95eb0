/**
 * The catalog in which the rule language looks up fields, the rows and tables that define fields, and the printer of
 * their values. The packages below contain the fields of the syscall source: each class {@code ...Fields} lists the
 * fields of one group with their readers, and {@code SyscallFields} lists the groups.
 */
@NullMarked
package org.eyas.engine.field;

import org.jspecify.annotations.NullMarked;
