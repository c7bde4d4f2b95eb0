/**
 * Plans the order in which the rules of one event code are tested, and the parts that they share. Typed conditions go
 * in, plans come out.
 */
@NullMarked
package org.eyas.engine.compile.plan;

import org.jspecify.annotations.NullMarked;
