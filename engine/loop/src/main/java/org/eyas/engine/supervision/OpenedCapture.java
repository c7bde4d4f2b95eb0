package org.eyas.engine.supervision;

import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.jspecify.annotations.Nullable;

/**
 * An open capture.
 *
 * @param service the service that opened the capture; null if the bundle of the service left
 * @param before the hand-over of the previous engine, if that engine opened the capture; null otherwise
 */
public record OpenedCapture(@Nullable EventSource service, SourceInfo source, Capture capture,
    Handover.@Nullable Source before) {}
