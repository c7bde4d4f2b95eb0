/**
 * The event table, the names of flags, and the system calls: data that is read once from the tables in this package.
 */
@NullMarked
package org.eyas.engine.schema;

import org.jspecify.annotations.NullMarked;
