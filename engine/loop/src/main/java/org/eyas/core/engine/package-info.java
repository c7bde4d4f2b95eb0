/** Connects rules and state: a generation of rules, and the loops that evaluate them on events. */
@NullMarked
package org.eyas.core.engine;

import org.jspecify.annotations.NullMarked;
