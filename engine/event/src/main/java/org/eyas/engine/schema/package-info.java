/** The event table, flag names and system calls: data, read once from the tables in this package. */
@NullMarked
package org.eyas.engine.schema;

import org.jspecify.annotations.NullMarked;
