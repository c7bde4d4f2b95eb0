package org.eyas.respond.guard;

import java.io.IOException;
import java.time.Instant;
import org.eyas.linux.proc.ProcStat;
import org.eyas.respond.wire.ActionAnswer;
import org.eyas.respond.wire.ActionKind;
import org.eyas.respond.wire.ActionOutcome;
import org.eyas.respond.wire.ActionRequest;
import org.eyas.respond.wire.ProtectedKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on processes, after it has checked which process it is, and that it is not protected. Each action ends with an answer that
 * says what was done, and whether the effect was seen. One thread uses it.
 */
final class ProcessActions {
  /** The longest lease. */
  static final int MOST_LEASE_MILLIS = 600_000;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessActions.class);
  // USER_HZ is 100 on all architectures of the JDK.
  private static final long TICK_NANOS = 10_000_000;
  private static final long OLDEST_EVENT_NANOS = 10_000_000_000L;
  private static final int EFFECT_MILLIS = 100;
  private static final int ESRCH = PidDescriptor.ESRCH;

  private final ProcessView view;
  private final ProtectedProcesses guarded;
  private final FrozenProcesses frozen;
  private final ActionBudget budget;
  private final boolean forbidden;
  private boolean off;

  /** @param forbidden whether the command line of the kernel forbids every action */
  ProcessActions(
      ProcessView view, ProtectedProcesses guarded, FrozenProcesses frozen, ActionBudget budget, boolean forbidden) {
    this.view = view;
    this.guarded = guarded;
    this.frozen = frozen;
    this.budget = budget;
    this.forbidden = forbidden;
  }

  /** Does what a request asks for. */
  ActionAnswer answer(ActionRequest request, Object owner) {
    return switch (request.kind()) {
      case HELLO -> {
        guarded.addEngine(request.pid());
        yield of(request, ActionOutcome.DONE);
      }
      case OFF -> {
        off = true;
        LOG.info("Responses are switched off; {} processes are thawed", frozen.thawAll());
        yield of(request, ActionOutcome.DONE);
      }
      case ON -> {
        off = false;
        yield of(request, forbidden ? ActionOutcome.SWITCHED_OFF : ActionOutcome.DONE);
      }
      case THAW -> thaw(request);
      case FREEZE, KILL -> act(request, owner);
    };
  }

  private ActionAnswer thaw(ActionRequest request) {
    if (frozen.find(request.pid()) == null) {
      return of(request, ActionOutcome.NOT_FROZEN);
    }
    frozen.thaw(request.pid());
    return of(request, ActionOutcome.DONE);
  }

  private ActionAnswer act(ActionRequest request, Object owner) {
    long now = PidDescriptor.bootNanos();
    ActionOutcome objection = objection(request);
    if (objection != null) {
      return of(request, objection);
    }
    PidDescriptor descriptor;
    try {
      descriptor = PidDescriptor.open(request.pid());
    } catch (KernelRefusalException e) {
      return refused(request, e);
    }
    boolean held = false;
    try {
      // After the descriptor is open: if the process ends meanwhile, this may read a newer process with the same id, but the signal
      // never reaches that one.
      ProcStat stat = view.stat(request.pid());
      ActionOutcome mistaken = mistaken(request, stat);
      if (mistaken != null) {
        return of(request, mistaken);
      }
      ProtectedKind kind = guarded.kind(stat, request.allowsMain());
      if (kind != ProtectedKind.NONE) {
        return new ActionAnswer(request.number(), ActionOutcome.PROTECTED, kind, 0, -1, -1);
      }
      if (!budget.spend(now)) {
        return of(request, ActionOutcome.OVER_BUDGET);
      }
      if (request.kind() == ActionKind.KILL) {
        return kill(request, descriptor);
      }
      if (isStopped(stat) && frozen.find(request.pid()) == null) {
        return of(request, ActionOutcome.STOPPED_BEFORE);
      }
      held = hold(request, descriptor, stat, owner, now);
      return held ? freeze(request, descriptor) : of(request, ActionOutcome.OVER_BUDGET);
    } catch (KernelRefusalException e) {
      if (held) {
        frozen.thaw(request.pid());
      }
      return refused(request, e);
    } catch (IOException e) {
      LOG.debug("Process {} is left alone", request.pid(), e);
      return of(request, ActionOutcome.GONE);
    } finally {
      if (!held) {
        descriptor.close();
      }
    }
  }

  private @Nullable ActionOutcome objection(ActionRequest request) {
    if (forbidden || off) {
      return ActionOutcome.SWITCHED_OFF;
    }
    boolean lease = request.kind() == ActionKind.KILL || request.leaseMillis() > 0 && request.leaseMillis() <= MOST_LEASE_MILLIS;
    if (request.pid() <= 0 || !lease) {
      return ActionOutcome.NOT_UNDERSTOOD;
    }
    return wallNanos() - request.eventNanos() > OLDEST_EVENT_NANOS ? ActionOutcome.EVENT_TOO_OLD : null;
  }

  /**
   * Compares the start of the process with what the engine knows. A process that got the id later started after the event. The
   * kernel reports the start in whole ticks, so an event in the same tick leaves a doubt, unless the engine knows that the
   * process is as young.
   */
  private static @Nullable ActionOutcome mistaken(ActionRequest request, ProcStat stat) {
    if (stat.state() == 'Z' || stat.state() == 'X') {
      return ActionOutcome.GONE;
    }
    long bootNanos = wallNanos() - PidDescriptor.bootNanos();
    long started = bootNanos + stat.startTicks() * TICK_NANOS;
    if (started > request.eventNanos()) {
      return ActionOutcome.REUSED;
    }
    if (request.startNanos() == 0) {
      return started + TICK_NANOS > request.eventNanos() ? ActionOutcome.UNCERTAIN : null;
    }
    return started > request.startNanos() + TICK_NANOS ? ActionOutcome.REUSED : null;
  }

  private ActionAnswer kill(ActionRequest request, PidDescriptor descriptor) throws KernelRefusalException {
    descriptor.send(PidDescriptor.SIGKILL);
    long sent = microsSince(request);
    boolean ended = descriptor.awaitEnd(EFFECT_MILLIS);
    return done(request, sent, ended);
  }

  private boolean hold(ActionRequest request, PidDescriptor descriptor, ProcStat stat, Object owner, long now)
      throws IOException {
    FrozenProcess before = frozen.find(request.pid());
    if (before == null && frozen.isFull()) {
      return false;
    }
    frozen.add(
        new FrozenProcess(descriptor, request.pid(), stat.startTicks(), owner, now + request.leaseMillis() * 1_000_000L));
    if (before != null) {
      before.descriptor().close();
    }
    return true;
  }

  private ActionAnswer freeze(ActionRequest request, PidDescriptor descriptor) throws KernelRefusalException, IOException {
    descriptor.send(PidDescriptor.SIGSTOP);
    long sent = microsSince(request);
    long end = System.nanoTime() + EFFECT_MILLIS * 1_000_000L;
    while (true) {
      try {
        if (isStopped(view.stat(request.pid()))) {
          return done(request, sent, true);
        }
      } catch (IOException e) {
        frozen.thaw(request.pid());
        return of(request, ActionOutcome.GONE);
      }
      if (System.nanoTime() - end > 0 || descriptor.awaitEnd(1)) {
        return done(request, sent, false);
      }
    }
  }

  private static boolean isStopped(ProcStat stat) {
    return stat.state() == 'T' || stat.state() == 't';
  }

  private static ActionAnswer done(ActionRequest request, long sent, boolean seen) {
    return new ActionAnswer(
        request.number(), seen ? ActionOutcome.DONE : ActionOutcome.PENDING, ProtectedKind.NONE, 0, sent,
        seen ? microsSince(request) : -1);
  }

  private static ActionAnswer refused(ActionRequest request, KernelRefusalException e) {
    return e.errno() == ESRCH
        ? of(request, ActionOutcome.GONE)
        : new ActionAnswer(request.number(), ActionOutcome.KERNEL_REFUSED, ProtectedKind.NONE, e.errno(), -1, -1);
  }

  private static ActionAnswer of(ActionRequest request, ActionOutcome outcome) {
    return ActionAnswer.of(request.number(), outcome);
  }

  private static long microsSince(ActionRequest request) {
    return Math.max(0, (wallNanos() - request.eventNanos()) / 1000);
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
