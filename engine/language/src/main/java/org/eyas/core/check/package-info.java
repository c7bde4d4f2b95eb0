/** Names and types: checks a syntax tree against a catalog of fields and makes a typed tree. */
@NullMarked
package org.eyas.core.check;

import org.jspecify.annotations.NullMarked;
