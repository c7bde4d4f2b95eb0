/** Texts that are generated from the tables of commands and options: help, completion of shells, manual pages. */
@NullMarked
package org.eyas.launcher.help;

import org.jspecify.annotations.NullMarked;
