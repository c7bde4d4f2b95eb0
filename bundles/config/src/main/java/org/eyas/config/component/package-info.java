/**
 * The configuration as one tree of keys, and the properties of each component, by PID, that are made from this tree
 * and the command line.
 */
@NullMarked
package org.eyas.config.component;

import org.jspecify.annotations.NullMarked;
