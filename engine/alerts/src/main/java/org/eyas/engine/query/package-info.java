/** The query language for searching alerts. */
@NullMarked
package org.eyas.engine.query;

import org.jspecify.annotations.NullMarked;
