/**
 * The fields of processes, their threads, ancestors, users and groups: {@code proc.*}, {@code thread.*}, {@code
 * user.*} and {@code group.*}.
 */
@NullMarked
package org.eyas.engine.field.process;

import org.jspecify.annotations.NullMarked;
