package org.eyas.core.source;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.part.EngineParts;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.supervision.Opened;
import org.eyas.engine.supervision.Situation;
import org.eyas.engine.supervision.SourcePlan;
import org.eyas.engine.supervision.SourceSwitch;
import org.eyas.engine.supervision.Step;
import org.jspecify.annotations.Nullable;

/**
 * The plan for system calls: one of several drivers delivers them. Another one replaces it because a user requests it, because
 * the configuration changed, or because its bundle left.
 */
final class DriverPlan implements SourcePlan {
  /** How long a capture is read after its bundle left. The bundle may come back, because an update is a stop and a start. */
  private static final long SUCCESSOR_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EngineParts parts;
  private final EngineSettings settings;
  private final SourceChoice choice;
  private String wanted;
  private String configured;
  private Map<String, String> options;

  DriverPlan(EngineParts parts, EngineSettings settings, SourceChoice choice) {
    this.parts = parts;
    this.settings = settings;
    this.choice = choice;
    configured = settings.engineKind();
    options = settings.captureOptions();
    wanted = configured;
  }

  /** From now on, a user wants this driver. */
  void prefer(String kind) {
    wanted = kind;
  }

  @Override
  public Step next(Situation now) {
    String changed = reconfiguration(now.source());
    return switch (now.state()) {
      case RUNNING -> replacement(now, changed);
      case LEAVING -> successor(now);
      case WAITING, FAILED -> now.isRetryDue() ? anyDriver() : Step.STAY;
      case ENDED -> Step.STAY;
    };
  }

  // The reason for a switch after a change of configuration; empty if there was no change.
  private String reconfiguration(SourceInfo current) {
    String kind = settings.engineKind();
    Map<String, String> now = settings.captureOptions();
    if (kind.equals(configured) && now.equals(options) || kind.equals(EngineSettings.REPLAY)) {
      return "";
    }
    String why = kind.equals(configured) ? "its settings changed" : "engine.kind is now " + kind;
    boolean sameDriver = kind.equals(SourceChoice.AUTO) && configured.equals(current.kind()) && now.equals(options);
    configured = kind;
    options = now;
    wanted = kind;
    return sameDriver ? "" : why;
  }

  private Step replacement(Situation now, String changed) {
    if (changed.isEmpty() && !isAvailableAgain(now)) {
      return Step.STAY;
    }
    String why = changed.isEmpty() ? "it is available again" : changed;
    return new Step.Open(wanted, why, "The driver stays " + now.source().kind() + ", although " + why, Step.STAY);
  }

  // Whether a driver that was requested by name, and had left, is available again.
  private boolean isAvailableAgain(Situation now) {
    return !wanted.equals(SourceChoice.AUTO)
        && !wanted.equals(now.source().kind())
        && now.isRetryDue()
        && parts.source(wanted).isPresent();
  }

  private Step successor(Situation now) {
    String kind = now.source().kind();
    Step other = now.leavingNanos() > SUCCESSOR_NANOS ? otherDriver(kind) : Step.STAY;
    return parts.source(kind).isEmpty()
        ? other
        : new Step.Open(kind, "its bundle has a new version", "The new version of driver " + kind + " does not work", other);
  }

  private static Step otherDriver(String left) {
    Step last = giveUp("the bundle of driver " + left + " left, and no other driver works");
    return new Step.Open(SourceChoice.AUTO, "the bundle of " + left + " left", "Driver " + left + " left", last);
  }

  /** There is no driver for this reason. */
  static Step giveUp(String reason) {
    String line = "Not monitoring system calls: " + reason + ". Monitoring resumes when a driver is available.";
    return new Step.GiveUp(reason, line);
  }

  private Step anyDriver() {
    if (SourceChoice.drivers(parts.sources()).isEmpty()) {
      return Step.STAY;
    }
    String kind = parts.source(wanted).isPresent() ? wanted : SourceChoice.AUTO;
    return new Step.Open(kind, "there was no driver", "No driver delivers system calls", Step.STAY);
  }

  @Override
  public Opened open(String kind) throws SourceException {
    Opened opened = chosen(kind);
    if (!opened.source().live() || !opened.source().eventSource().equals(SourceChoice.SYSCALL)) {
      opened.capture().close();
      throw new SourceException(kind + " is not a driver; available drivers: " + SourceChoice.drivers(parts.sources()), "");
    }
    return opened;
  }

  private Opened chosen(String kind) throws SourceException {
    try {
      return choice.open(kind);
    } catch (EngineException e) {
      throw new SourceException(Reason.of(e), "", e);
    }
  }

  @Override
  public boolean isOffered(@Nullable EventSource service) {
    return parts.sources().stream().anyMatch(source -> source == service);
  }

  @Override
  public boolean triesAgainAtOnce() {
    return true; // a look per second is pause enough, and every moment without a driver is a gap
  }

  @Override
  public String failed(SourceInfo source, String reason, long pauseSeconds) {
    return "Driver " + source.kind() + " stopped delivering system calls: " + reason + ". It is tried again.";
  }

  @Override
  public String notOpened(Step.Open step, String reason, long pauseSeconds) {
    return step.failure() + ": " + reason;
  }

  @Override
  public String opened(SourceSwitch done) {
    return "Driver switched to %s: %s; before: %s%s (opened in %d ms, switched in %d ms)"
        .formatted(
            done.kind(), done.why(), done.before(), done.startsFresh() ? "; processes are looked up again" : "",
            done.openMillis(), done.switchMillis());
  }
}
