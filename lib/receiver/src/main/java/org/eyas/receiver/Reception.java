package org.eyas.receiver;

/** The objects that all connections of a server share. */
record Reception(ServerSettings settings, BatchStore store, Memory memory, Counters counters, RefusalLog log) {}
