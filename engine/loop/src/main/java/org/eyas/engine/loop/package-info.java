/** Connects rules and state: a generation of rules, and the loops that evaluate them on events. */
@NullMarked
package org.eyas.engine.loop;

import org.jspecify.annotations.NullMarked;
