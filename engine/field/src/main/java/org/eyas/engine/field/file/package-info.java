/**
 * The fields of paths and files that a call uses or changes: {@code fs.path.*}, {@code file.*}, {@code evt.abspath}
 * and {@code evt.is_open_*}.
 */
@NullMarked
package org.eyas.engine.field.file;

import org.jspecify.annotations.NullMarked;
