/** The language in which people search alerts. */
@NullMarked
package org.eyas.engine.query;

import org.jspecify.annotations.NullMarked;
