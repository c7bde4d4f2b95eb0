package org.eyas.api.control;

import java.time.Instant;

/**
 * A requested capture at one moment.
 *
 * @param path of the file; empty until the event loop has got the request
 * @param until when it ends, unless its file is full before
 * @param over whether it has ended: nothing more is written
 * @param bytes the size of the file so far
 * @param events the events in the file; 0 until it is over
 * @param missing events that are not in the file, because the disk was too slow; 0 until it is over
 * @param problem why it is incomplete or was not written, in one line; empty if there was no problem
 */
public record CaptureStatus(
    String path, Instant until, boolean over, long bytes, long events, long missing, String problem) {}
