package org.eyas.core.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the source that {@code engine.kind} asks for; of "auto" the best driver that works on this machine. */
final class SourceChoice {
  /** A source that works. */
  record Opened(SourceInfo source, Capture capture) {}

  static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(SourceChoice.class);

  /** Drivers, the best one first. */
  private static final List<String> DRIVERS = List.of("modern_ebpf", "kmod");

  private static final String OTHERWISE =
      "replay a capture with -e FILE, or set engine.kind=replay and engine.replay.capture_file";

  private final Function<String, Optional<EventSource>> sources;
  private final Function<SourceInfo, CaptureRequest> requests;

  /**
   * @param sources finds the source of a kind
   * @param requests tells what is wanted of a source; it is asked once for each that is tried
   */
  SourceChoice(Function<String, Optional<EventSource>> sources, Function<SourceInfo, CaptureRequest> requests) {
    this.sources = sources;
    this.requests = requests;
  }

  /** Whether a source of a kind is the first that is tried. */
  static boolean isFirst(String kind, String asked) {
    return kind.equals(asked.equals(AUTO) ? DRIVERS.getFirst() : asked);
  }

  /** @throws SourceException where the one that is asked for does not work */
  Opened open(String kind) throws SourceException, EngineException {
    return kind.equals(AUTO) ? best() : open(source(kind));
  }

  private Opened open(EventSource source) throws SourceException {
    SourceInfo info = source.info();
    return new Opened(info, source.open(requests.apply(info)));
  }

  private EventSource source(String kind) throws EngineException {
    return sources
        .apply(kind)
        .orElseThrow(
            () -> new EngineException("no source of events: engine.kind is '" + kind + "' and " + missing(kind) + "; "
                + (DRIVERS.contains(kind) ? "set engine.kind=auto, or " : "") + OTHERWISE));
  }

  private static String missing(String kind) {
    return kind.equals("kmod") ? "the kernel module cannot be read yet" : "no bundle offers that one";
  }

  private Opened best() throws EngineException {
    List<String> reasons = new ArrayList<>();
    for (String kind : DRIVERS) {
      Optional<EventSource> source = sources.apply(kind);
      if (source.isEmpty()) {
        reasons.add(kind + ": " + missing(kind));
        continue;
      }
      try {
        Opened opened = open(source.get());
        tell(kind, reasons);
        return opened;
      } catch (SourceException e) {
        reasons.add(kind + ": " + text(e));
      }
    }
    throw new EngineException(
        "no driver works on this machine. " + String.join(". ", reasons) + ". Without one: " + OTHERWISE);
  }

  private static void tell(String chosen, List<String> reasons) {
    LOG.info("engine.kind is auto: {} works and is taken", chosen);
    reasons.forEach(reason -> LOG.warn("engine.kind is auto, and a better driver does not work. {}", reason));
  }

  static String text(SourceException e) {
    return e.getMessage() + (e.hint().isEmpty() ? "" : "; " + e.hint());
  }
}
