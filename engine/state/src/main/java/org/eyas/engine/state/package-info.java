/**
 * The state engine, which keeps the tables of processes and descriptors, and the reports of sources that complete these
 * tables.
 */
@NullMarked
package org.eyas.engine.state;

import org.jspecify.annotations.NullMarked;
