/** Caches through which equal texts, paths and values of many processes share one object. */
@NullMarked
package org.eyas.engine.state.cache;

import org.jspecify.annotations.NullMarked;
