/** Rules as generated classes: the back end that is faster than a tree of nodes once the JVM has compiled it. Needs Java 24 or newer. */
@NullMarked
package org.eyas.engine.generated;

import org.jspecify.annotations.NullMarked;
