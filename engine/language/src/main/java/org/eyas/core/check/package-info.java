/** Names and types: a syntax tree is held against a catalog of fields and becomes a typed one. */
@NullMarked
package org.eyas.core.check;

import org.jspecify.annotations.NullMarked;
