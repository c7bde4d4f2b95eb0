/**
 * Reads the items of rule documents: rules, macros, lists, exceptions, stateful conditions and requirements, as they
 * are written.
 */
@NullMarked
package org.eyas.engine.rules.item;

import org.jspecify.annotations.NullMarked;
