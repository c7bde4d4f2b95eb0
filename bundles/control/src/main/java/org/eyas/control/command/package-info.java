/** The commands for the running engine: one component each, which exists while the service that it needs exists. */
@NullMarked
package org.eyas.control.command;

import org.jspecify.annotations.NullMarked;
