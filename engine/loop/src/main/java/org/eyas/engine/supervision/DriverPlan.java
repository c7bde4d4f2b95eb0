package org.eyas.engine.supervision;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * The plan for the source of system calls, which has several drivers. Another driver replaces the current one if a user
 * requests that, if the configuration changed, or if the bundle of the driver left.
 */
public final class DriverPlan implements SourcePlan {
  /**
   * The time for which a capture is read after its bundle left. The bundle may come back, because an update stops and
   * starts it.
   */
  private static final long SUCCESSOR_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * The configured driver.
   *
   * @param kind the wanted driver, or "auto"
   * @param options the options of the captures; the name of an option of one driver begins with the kind of the driver
   *     and a slash
   */
  public record Configured(String kind, Map<String, String> options) {
    public Configured {
      options = Map.copyOf(options);
    }

    private boolean hasOptionsOf(Configured other, String driver) {
      return optionsOf(driver).equals(other.optionsOf(driver));
    }

    private Map<String, String> optionsOf(String driver) {
      Map<String, String> own = new HashMap<>(options);
      own.keySet().removeIf(name -> name.contains("/") && !name.startsWith(driver + "/"));
      return own;
    }
  }

  private final SourceChoice choice;
  private final Supplier<Configured> configuration;
  private Configured configured;
  private String wanted;

  /** @param configuration the current configuration */
  public DriverPlan(SourceChoice choice, Supplier<Configured> configuration) {
    this.choice = choice;
    this.configuration = configuration;
    configured = configuration.get();
    wanted = configured.kind();
  }

  /** Prefers this driver from now on, because a user requested it. */
  public void prefer(String kind) {
    wanted = kind;
  }

  @Override
  public SupervisionStep next(SourceSituation now) {
    String changed = reconfiguration(now.source());
    return switch (now.state()) {
      case RUNNING -> replacement(now, changed);
      case LEAVING -> successor(now);
      case WAITING, FAILED -> now.isRetryDue() ? anyDriver() : SupervisionStep.STAY;
      case ENDED -> SupervisionStep.STAY;
    };
  }

  // The reason for a switch after a change of configuration; empty if nothing changed that concerns the driver.
  private String reconfiguration(SourceInfo current) {
    Configured now = configuration.get();
    Configured before = configured;
    if (now.equals(before) || now.kind().equals(SourceChoice.REPLAY)) {
      return "";
    }
    configured = now;
    boolean sameOptions = now.hasOptionsOf(before, current.kind());
    if (now.kind().equals(before.kind()) && sameOptions) {
      return "";
    }
    wanted = now.kind();
    if (now.kind().equals(SourceChoice.AUTO) && before.kind().equals(current.kind()) && sameOptions) {
      return "";
    }
    return now.kind().equals(before.kind()) ? "its settings changed" : "engine.kind is now " + now.kind();
  }

  private SupervisionStep replacement(SourceSituation now, String changed) {
    if (changed.isEmpty() && !isAvailableAgain(now)) {
      return SupervisionStep.STAY;
    }
    String why = changed.isEmpty() ? "it is available again" : changed;
    return new SupervisionStep.Open(wanted, why, "The driver stays " + now.source().kind() + ", although " + why,
        SupervisionStep.STAY);
  }

  // Whether a driver that was requested by name, and had left, is available again.
  private boolean isAvailableAgain(SourceSituation now) {
    return !wanted.equals(SourceChoice.AUTO)
        && !wanted.equals(now.source().kind())
        && now.isRetryDue()
        && choice.hasKind(wanted);
  }

  private SupervisionStep successor(SourceSituation now) {
    String kind = now.source().kind();
    SupervisionStep other = now.leavingNanos() > SUCCESSOR_NANOS ? otherDriver(kind) : SupervisionStep.STAY;
    return choice.hasKind(kind)
        ? new SupervisionStep.Open(kind, "its bundle has a new version", "The new version of driver " + kind + " does not work",
            other)
        : other;
  }

  private static SupervisionStep otherDriver(String left) {
    SupervisionStep last = giveUp("the bundle of driver " + left + " left, and no other driver works");
    return new SupervisionStep.Open(SourceChoice.AUTO, "the bundle of " + left + " left", "Driver " + left + " left", last);
  }

  /** The step that gives up, because there is no driver for this reason. */
  public static SupervisionStep giveUp(String reason) {
    String line = "Not monitoring system calls: " + reason + ". Monitoring resumes when a driver is available.";
    return new SupervisionStep.GiveUp(reason, line);
  }

  private SupervisionStep anyDriver() {
    if (choice.drivers().isEmpty()) {
      return SupervisionStep.STAY;
    }
    String kind = choice.hasKind(wanted) ? wanted : SourceChoice.AUTO;
    return new SupervisionStep.Open(kind, "there was no driver", "No driver delivers system calls", SupervisionStep.STAY);
  }

  @Override
  public OpenedCapture open(String kind) throws SourceException {
    OpenedCapture opened = choice.open(kind);
    if (!opened.source().live() || !opened.source().eventSource().equals(SourceChoice.SYSCALL)) {
      opened.capture().close();
      throw new SourceException(kind + " is not a driver; available drivers: " + choice.drivers(), "");
    }
    return opened;
  }

  @Override
  public boolean isOffered(@Nullable EventSource service) {
    return choice.isOffered(service);
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
  public String notOpened(SupervisionStep.Open step, String reason, long pauseSeconds) {
    return step.failure() + ": " + reason;
  }

  @Override
  public String opened(SourceSwitchReport done) {
    return "Driver switched to %s: %s; before: %s%s (opened in %d ms, switched in %d ms)"
        .formatted(
            done.kind(), done.why(), done.before(), done.startsFresh() ? "; processes are looked up again" : "",
            done.openMillis(), done.switchMillis());
  }
}
