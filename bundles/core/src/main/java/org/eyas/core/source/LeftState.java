package org.eyas.core.source;

import java.io.InputStream;

/**
 * The state that a process left.
 *
 * @param tables the tables of the state, as blocks of a .scap file
 */
record LeftState(LeftStateSummary summary, InputStream tables) {}
