package org.eyas.core.source;

import java.time.Instant;
import java.util.Optional;
import org.eyas.engine.supervision.OpenedCapture;

/**
 * A capture that an earlier process left, and that this process reads first.
 *
 * @param left when the earlier process stopped to read; empty if it was killed
 */
record LeftCapture(OpenedCapture opened, Optional<Instant> left) {}
