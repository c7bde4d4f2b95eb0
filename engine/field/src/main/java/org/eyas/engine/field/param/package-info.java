/**
 * Reads the parameters of events: their index, text, flag tables and absolute paths. It also knows the names and
 * properties of event types.
 */
@NullMarked
package org.eyas.engine.field.param;

import org.jspecify.annotations.NullMarked;
