package org.eyas.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.RecordedEvents;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;

/**
 * The sources of an engine, in the states that a test chooses.
 *
 * @param current called for each request
 * @param recordedEvents the events that were recorded before this process
 */
public record FakeSources(Supplier<List<SourceStatus>> current, Optional<RecordedEvents> recordedEvents)
    implements SourceControl {
  /** Sources that recorded nothing before this process. */
  public FakeSources(Supplier<List<SourceStatus>> current) {
    this(current, Optional.empty());
  }

  @Override
  public List<SourceStatus> sources() {
    return current.get();
  }

  @Override
  public List<String> drivers() {
    return List.of();
  }

  @Override
  public PushdownStatus pushdown() {
    return new PushdownStatus("the sources are fakes", List.of());
  }

  @Override
  public void switchDriver(String kind) {
    throw new UnsupportedOperationException(kind);
  }
}
