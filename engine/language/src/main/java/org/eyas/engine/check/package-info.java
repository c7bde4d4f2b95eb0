/** Names and types: checks a syntax tree against a catalog of fields and makes a typed tree. */
@NullMarked
package org.eyas.engine.check;

import org.jspecify.annotations.NullMarked;
