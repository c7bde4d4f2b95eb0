/**
 * The events of stateful rules: group keys, kept fields, the fields that alerts show of earlier events, and the order
 * of events of several sources.
 */
@NullMarked
package org.eyas.engine.stateful.event;

import org.jspecify.annotations.NullMarked;
