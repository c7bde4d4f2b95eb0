package org.eyas.engine.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the source that {@code engine.kind} names; for "auto", the best driver that works on this machine. */
public final class SourceChoice {
  /** The event source of system calls. */
  public static final String SYSCALL = "syscall";

  /** The best driver that works. */
  public static final String AUTO = "auto";

  /** The kind that replays capture files; all other kinds are drivers. */
  public static final String REPLAY = "replay";

  static final String NODRIVER = "nodriver";

  private static final Logger LOG = LoggerFactory.getLogger(SourceChoice.class);

  /** The drivers of Eyas, the best one first. The best driver prepares while bundles start (bundles/config). */
  private static final List<String> DRIVERS = List.of("modern_ebpf", "kmod");

  private static final String OTHERWISE =
      "replay a capture with -e FILE, or set engine.kind=replay and engine.replay.capture_file";

  private static final String NO_BUNDLE = "no bundle offers it";

  private final Supplier<List<EventSource>> sources;
  private final Function<SourceInfo, CaptureRequest> requests;

  /**
   * @param sources the current sources, the best of a kind first
   * @param requests creates the request for a source; called once for each source that is opened
   */
  public SourceChoice(Supplier<List<EventSource>> sources, Function<SourceInfo, CaptureRequest> requests) {
    this.sources = sources;
    this.requests = requests;
  }

  /** @throws SourceException if the requested source does not work */
  public OpenedCapture open(String kind) throws SourceException {
    return kind.equals(AUTO) ? best() : open(source(kind));
  }

  private OpenedCapture open(EventSource source) throws SourceException {
    SourceInfo info = source.info();
    return new OpenedCapture(source, info, source.open(requests.apply(info)), null);
  }

  /** The kinds of available drivers, the best first: the drivers of Eyas, then other drivers. */
  public static List<String> drivers(List<EventSource> sources) {
    List<String> there =
        sources.stream()
            .map(EventSource::info)
            .filter(info -> info.live() && info.eventSource().equals(SYSCALL) && !info.kind().equals(NODRIVER))
            .map(SourceInfo::kind)
            .distinct()
            .toList();
    List<String> drivers = new ArrayList<>(DRIVERS);
    drivers.retainAll(there);
    there.stream().filter(kind -> !DRIVERS.contains(kind)).forEach(drivers::add);
    return drivers;
  }

  /** The kinds of available drivers, the best first. */
  List<String> drivers() {
    return drivers(sources.get());
  }

  /** Whether there is a source of this kind. */
  boolean hasKind(String kind) {
    return find(kind).isPresent();
  }

  /** Whether a bundle still offers this service. */
  boolean isOffered(@Nullable EventSource service) {
    return sources.get().stream().anyMatch(source -> source == service);
  }

  private Optional<EventSource> find(String kind) {
    return sources.get().stream().filter(source -> source.info().kind().equals(kind)).findFirst();
  }

  private EventSource source(String kind) throws SourceException {
    return find(kind)
        .orElseThrow(
            () -> new SourceException("no source of events: engine.kind is '" + kind + "' and " + NO_BUNDLE + "; "
                + (DRIVERS.contains(kind) ? "set engine.kind=auto, or " : "") + OTHERWISE, ""));
  }

  private OpenedCapture best() throws SourceException {
    List<String> reasons = new ArrayList<>();
    List<String> kinds = new ArrayList<>(DRIVERS);
    drivers().stream().filter(kind -> !kinds.contains(kind)).forEach(kinds::add);
    for (String kind : kinds) {
      Optional<EventSource> source = find(kind);
      if (source.isEmpty()) {
        reasons.add(kind + ": " + NO_BUNDLE);
        continue;
      }
      try {
        OpenedCapture opened = open(source.get());
        LOG.info("engine.kind is auto: {} works and is used", kind);
        reasons.forEach(reason -> LOG.warn("engine.kind is auto, and a better driver does not work. {}", reason));
        return opened;
      } catch (SourceException e) {
        reasons.add(kind + ": " + SourceSupervisor.text(e));
      }
    }
    throw new SourceException(
        "no driver works on this machine. " + String.join(". ", reasons) + ". Without one: " + OTHERWISE, "");
  }
}
