/**
 * Generates classes that evaluate rules. Once the JVM has compiled such a class, it is faster than a tree of nodes.
 * Needs Java 24 or newer.
 */
@NullMarked
package org.eyas.engine.generated;

import org.jspecify.annotations.NullMarked;
