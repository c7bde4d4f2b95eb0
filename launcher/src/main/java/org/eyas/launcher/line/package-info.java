/** The command line: tables of its commands and options, and their parser. */
@NullMarked
package org.eyas.launcher.line;

import org.jspecify.annotations.NullMarked;
