package org.eyas.engine.supervision;

import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.jspecify.annotations.Nullable;

/**
 * An open capture.
 *
 * @param service the service that opened it; null if its bundle left
 * @param before what a previous engine left, if it opened the capture; null otherwise
 */
public record Opened(@Nullable EventSource service, SourceInfo source, Capture capture, Handover.@Nullable Source before) {}
