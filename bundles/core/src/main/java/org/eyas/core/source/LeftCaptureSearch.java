package org.eyas.core.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.SourceChoice;
import org.eyas.engine.supervision.SourceSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search for the capture of system calls that an earlier process left. All drivers are asked, because the configuration may
 * name another driver now.
 */
final class LeftCaptureSearch {
  private static final Logger LOG = LoggerFactory.getLogger(LeftCaptureSearch.class);

  private final List<EventSource> sources;
  private final BiFunction<SourceInfo, Long, CaptureRequest> requests;
  private final MinuteHistory minutes;

  /**
   * @param requests creates the request for a source and the boot time that its events count from
   * @param minutes receives the time in which events are missing
   */
  LeftCaptureSearch(
      List<EventSource> sources, BiFunction<SourceInfo, Long, CaptureRequest> requests, MinuteHistory minutes) {
    this.sources = sources.stream().filter(source -> canLeave(source.info())).toList();
    this.requests = requests;
    this.minutes = minutes;
  }

  /** Whether the captures of a source can outlive a process: those of system calls of the whole machine. */
  static boolean canLeave(SourceInfo info) {
    return info.live() && info.eventSource().equals(SourceChoice.SYSCALL) && !info.kind().equals(SourceSelection.OF_TREE)
        && !info.kind().equals(NoDriverSource.INFO.kind());
  }

  /**
   * Takes over the capture.
   *
   * @param state the state that the earlier process left with it
   */
  Optional<LeftCapture> takeOver(Optional<LeftState> state) {
    List<LeftCapture> found = new ArrayList<>();
    for (EventSource source : sources) {
      takeOver(source, state).ifPresent(found::add);
    }
    found.stream().skip(1).map(LeftCapture::opened).forEach(LeftCaptureSearch::close);
    return found.stream().findFirst();
  }

  private Optional<LeftCapture> takeOver(EventSource source, Optional<LeftState> state) {
    SourceInfo info = source.info();
    try {
      Capture capture = source.takeOver(requests.apply(info, state.map(known -> known.summary().bootNanos()).orElse(0L)));
      return Optional.ofNullable(capture).map(left -> leftCapture(source, left, state));
    } catch (SourceException e) {
      LOG.error("The system calls that {} recorded while no process read them are lost: {}", info.kind(),
          SourceSupervisor.text(e));
      state.ifPresent(known -> minutes.addBlindTime(known.summary().left(), Instant.now()));
      return Optional.empty();
    }
  }

  private static LeftCapture leftCapture(EventSource source, Capture capture, Optional<LeftState> state) {
    SourceInfo info = source.info();
    // The state of another driver is not that of this capture.
    Optional<LeftState> own = state.filter(known -> known.summary().source().kind().equals(info.kind()));
    return new LeftCapture(new OpenedCapture(source, info, capture, null), own);
  }

  private static void close(OpenedCapture second) {
    LOG.warn("{} left a capture, too; it is closed, and its events are not read", second.source().kind());
    second.capture().close();
  }
}
