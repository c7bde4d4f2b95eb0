/**
 * The fields of file descriptors and their sockets: {@code fd.*} and {@code fdlist.*}. The host names in rules are
 * resolved here too.
 */
@NullMarked
package org.eyas.engine.field.descriptor;

import org.jspecify.annotations.NullMarked;
