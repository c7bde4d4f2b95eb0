package org.eyas.receiver;

/** The objects that all connections of a server share. */
record ServerContext(ServerSettings settings, BatchStore store, MemoryBudget memory, OutcomeCounters counters, RefusalLog log) {}
