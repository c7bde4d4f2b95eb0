/** The components that a command line starts: the run itself, and options and subcommands that print something. */
@NullMarked
package org.eyas.core.command;

import org.jspecify.annotations.NullMarked;
