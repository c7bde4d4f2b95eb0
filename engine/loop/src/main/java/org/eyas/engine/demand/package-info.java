/**
 * The events that rules and the state need from a source of system calls: the traced system calls, and the conditions
 * under which an event may stay in the kernel.
 */
@NullMarked
package org.eyas.engine.demand;

import org.jspecify.annotations.NullMarked;
