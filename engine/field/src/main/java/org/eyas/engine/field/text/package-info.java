/**
 * Prints values for alerts: numbers, addresses, sockets, times, flags and buffers. It also has the Linux names of
 * errors, signals and capabilities.
 */
@NullMarked
package org.eyas.engine.field.text;

import org.jspecify.annotations.NullMarked;
