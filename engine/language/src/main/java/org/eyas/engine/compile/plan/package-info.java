/** In which order the rules of one event code are tested, and which parts they share; typed trees in, plans out. */
@NullMarked
package org.eyas.engine.compile.plan;

import org.jspecify.annotations.NullMarked;
