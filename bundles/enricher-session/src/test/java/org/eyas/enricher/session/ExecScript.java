package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.eyas.testkit.FakeFd;
import org.jspecify.annotations.Nullable;

/**
 * Execs of five users that overlap within two minutes of a simulated clock: a request, its program 20 to 500 ms later, and the audit
 * event up to 5 s after the request, in any order.
 */
final class ExecScript {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;
  private static final long DURATION = 120 * SECOND;
  /** Within this time, two requests with the same command in one container can explain the same program. */
  private static final long WINDOW = 11 * SECOND;

  private final ExecJoiner joiner = new ExecJoiner();
  private final List<Step> steps = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();
  private final String shown;
  private final Random random;
  private boolean lossy;
  private long now = START;

  private ExecScript(String name, long seed) {
    shown = name + ", -Deyas.seed=" + seed;
    random = new Random(seed);
    System.out.println("ExecScript " + shown);
  }

  static ExecScript random(String name) {
    return new ExecScript(name, Long.getLong("eyas.seed", System.nanoTime()));
  }

  /** Something that happens at a time. */
  private record Step(long nanos, Runnable action) {}

  /** Who started what, and when. */
  private record Deed(String user, Text container, String command, long nanos) {
    boolean isRival(Deed other) {
      return container.equals(other.container) && command.equals(other.command) && !user.equals(other.user)
          && Math.abs(nanos - other.nanos) <= WINDOW;
    }
  }

  private final class Program implements Attachments {
    private final Deed deed;
    private final EnteredProgram entered;
    private @Nullable LoginSession session;
    private boolean wrong;

    private Program(Deed deed, long pid, long starts) {
      this.deed = deed;
      Text command = Text.of(deed.command + '\0');
      entered = new EnteredProgram(deed.container, command, new LoginSession.Login(SessionKind.EXEC, pid, starts), 0, true);
    }

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      session = (LoginSession) value;
      wrong |= session.user().name().isPresent() && !session.user().name().toString().equals(deed.user);
    }

    private String result() {
      if (session == null) {
        return "pending";
      }
      return wrong ? "wrong"
          : session == LoginSession.NONE ? "unknown"
              : session.confidence() == SessionConfidence.EXACT ? "named"
                  : isTrulyAmbiguous() ? "ambiguous" : "ambiguous for no reason";
    }

    private boolean isTrulyAmbiguous() {
      return programs.stream().anyMatch(other -> deed.isRival(other.deed));
    }
  }

  /** One audit event in 20 is lost, one program in 20 is a probe without a request. */
  ExecScript withLosses() {
    lossy = true;
    return this;
  }

  ExecScript withExecs(int count, int containers, int commands) {
    for (int i = 0; i < count; i++) {
      long time = START + random.nextLong(DURATION);
      Text container = Text.of("%064x".formatted(random.nextInt(containers)));
      add(i, new Deed("user" + random.nextInt(5), container, "command" + random.nextInt(commands), time));
    }
    return this;
  }

  private void add(int pid, Deed deed) {
    int fate = lossy ? random.nextInt(20) : 20;
    Deed done = fate == 1 ? new Deed("nobody", deed.container, deed.command, deed.nanos) : deed;
    Program program = new Program(done, pid, deed.nanos + (20 + random.nextInt(480)) * SECOND / 1_000);
    programs.add(program);
    steps.add(new Step(program.entered.login().startNanos(), () -> joiner.entered(program.entered, program, now)));
    if (fate > 1) {
      PodExec exec =
          new PodExec(deed.nanos, deed.user, FakeFd.address("10.0.0.5"), "shop", "web-1", "web", List.of(deed.command));
      steps.add(new Step(deed.nanos + random.nextLong(5 * SECOND), () -> joiner.requested(deed.container, exec, now)));
    }
  }

  ExecScript run() {
    for (long at = 0; at < DURATION + 80 * SECOND; at += SECOND / 4) {
      steps.add(new Step(START + at, () -> joiner.sweep(now)));
    }
    steps.sort(Comparator.comparingLong(Step::nanos));
    for (Step step : steps) {
      now = step.nanos();
      step.action().run();
    }
    return this;
  }

  /** How many programs are named, named wrongly (at any time), ambiguous, unknown. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    programs.forEach(program -> counts.merge(program.result(), 1, Integer::sum));
    return new TreeMap<>(counts);
  }

  String shown() {
    return shown + ": " + counts();
  }
}
