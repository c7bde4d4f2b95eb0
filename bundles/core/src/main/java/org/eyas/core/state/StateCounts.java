package org.eyas.core.state;

/**
 * How much a loop knows, for statistics.
 *
 * @param threads in the table now
 * @param threadsAdded since the start, stand-ins included
 * @param threadsRemoved since the start
 * @param descriptors in all tables now; shared ones count once
 * @param descriptorsAdded since the start
 * @param unknownThreads events whose thread was not in the table
 * @param unknownDescriptors events whose descriptor was not in the table
 */
public record StateCounts(
    long threads,
    long threadsAdded,
    long threadsRemoved,
    long descriptors,
    long descriptorsAdded,
    long unknownThreads,
    long unknownDescriptors) {}
