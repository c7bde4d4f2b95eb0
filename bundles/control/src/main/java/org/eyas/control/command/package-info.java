/** What can be asked of the running engine: one component for each command, there as long as the service it needs is. */
@NullMarked
package org.eyas.control.command;

import org.jspecify.annotations.NullMarked;
