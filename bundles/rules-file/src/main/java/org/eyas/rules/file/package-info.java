/** Provides rule documents from files and directories. */
@NullMarked
package org.eyas.rules.file;

import org.jspecify.annotations.NullMarked;
