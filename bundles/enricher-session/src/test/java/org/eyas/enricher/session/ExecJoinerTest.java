package org.eyas.enricher.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.eyas.testkit.FakeFd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ExecJoinerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;
  private static final Text WEB = Text.of("a".repeat(64));
  private static final Text DB = Text.of("b".repeat(64));
  private static final int EXECS = 1_000;

  private final ExecJoiner joiner = new ExecJoiner();
  private long now = START;
  private long pids;

  /** A process of a program that entered a container. */
  private static final class Program implements Attachments {
    private final EnteredProgram entered;
    private @Nullable LoginSession session;

    private Program(EnteredProgram entered) {
      this.entered = entered;
    }

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      session = (LoginSession) value;
    }
  }

  private Program enter(Text container, String command) {
    Program program = new Program(entered(container, command, ++pids, now));
    joiner.entered(program.entered, program, now);
    return program;
  }

  private static EnteredProgram entered(Text container, String command, long pid, long nanos) {
    return new EnteredProgram(container, Text.of(command.replace(' ', '\0') + '\0'),
        new LoginSession.Login(SessionKind.EXEC, pid, nanos), 0, true);
  }

  private static PodExec exec(String user, String command, long nanos) {
    return new PodExec(nanos, user, FakeFd.address("10.0.0.5"), "shop", "web-1", "web", List.of(command.split(" ")));
  }

  private void after(double seconds) {
    now += (long) (seconds * SECOND);
    joiner.sweep(now);
  }

  private static String described(@Nullable LoginSession session) {
    return session == null ? "pending"
        : session == LoginSession.NONE ? "none"
            : session.user().name() + " " + session.confidence().label();
  }

  @Test
  void aProgramGetsTheUserOfItsRequestWhicheverComesFirst() {
    Program first = enter(WEB, "sh -c id");
    joiner.requested(WEB, exec("alice", "sh -c id", now), now);
    assertNull(first.session);
    after(2);
    assertEquals("alice exact", described(first.session));
    joiner.requested(DB, exec("bob", "psql", now), now);
    after(0.5);
    Program second = enter(DB, "psql");
    after(2);
    assertEquals("bob exact", described(second.session));
  }

  @Test
  void anotherContainerCommandOrTimeIsNotTheRequest() {
    joiner.requested(WEB, exec("alice", "sh", now), now);
    List<Program> others = new ArrayList<>(List.of(enter(DB, "sh"), enter(WEB, "bash")));
    after(20);
    others.add(enter(WEB, "sh"));
    after(2);
    others.forEach(other -> assertEquals("pending", described(other.session)));
    after(61);
    others.forEach(other -> assertEquals("none", described(other.session)));
  }

  @Test
  void equalCommandsOfDifferentUsersAreAmbiguousAndNobodyIsNamed() {
    Program one = enter(WEB, "sh");
    Program two = enter(WEB, "sh");
    joiner.requested(WEB, exec("alice", "sh", now), now);
    after(2);
    assertEquals("pending", described(one.session));
    joiner.requested(WEB, exec("bob", "sh", now - 2 * SECOND), now);
    after(2);
    assertEquals(" ambiguous", described(one.session));
    assertEquals(" ambiguous", described(two.session));
  }

  @Test
  void equalCommandsOfOneUserAreExact() {
    Program one = enter(WEB, "sh");
    Program two = enter(WEB, "sh");
    joiner.requested(WEB, exec("alice", "sh", now), now);
    joiner.requested(WEB, exec("alice", "sh", now), now);
    after(2);
    assertEquals("alice exact", described(one.session));
    assertEquals("alice exact", described(two.session));
  }

  @Test
  void aRequestThatArrivesLaterCorrectsADecision() {
    Program one = enter(WEB, "sh");
    joiner.requested(WEB, exec("bob", "sh", now), now);
    after(2);
    assertEquals("bob exact", described(one.session));
    joiner.requested(WEB, exec("alice", "sh", START), now);
    after(2);
    assertEquals(" ambiguous", described(one.session));
  }

  @Test
  void aProbeWithTheSameCommandLeavesBothUnknown() {
    Program probe = enter(WEB, "cat /healthy");
    Program users = enter(WEB, "cat /healthy");
    joiner.requested(WEB, exec("alice", "cat /healthy", now), now);
    after(5);
    assertEquals("pending pending", described(probe.session) + " " + described(users.session));
    after(61);
    assertEquals("none none", described(probe.session) + " " + described(users.session));
  }

  @Test
  void repeatedCommandsOfOnePersonAreAllNamed() {
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      joiner.requested(WEB, exec("alice", "sh", now), now);
      after(0.1);
      programs.add(enter(WEB, "sh"));
      after(4);
    }
    programs.forEach(each -> assertEquals("alice exact", described(each.session)));
  }

  @Test
  void aProbeMakesOnlyTheProgramsAroundItUnknown() {
    Program before = enter(WEB, "sh");
    joiner.requested(WEB, exec("alice", "sh", now), now);
    after(30);
    enter(WEB, "sh");
    Program beside = enter(WEB, "sh");
    joiner.requested(WEB, exec("bob", "sh", now), now);
    after(2);
    assertEquals("alice exact", described(before.session));
    assertEquals("pending", described(beside.session));
  }

  @Test
  void allProcessesOfAProgramGetItsSession() {
    Program first = enter(WEB, "sh");
    Program child = new Program(first.entered);
    joiner.entered(child.entered, child, now);
    joiner.requested(WEB, exec("alice", "sh", now), now);
    after(2);
    Program late = new Program(first.entered);
    joiner.entered(late.entered, late, now);
    assertEquals("alice exact", described(child.session));
    assertSame(first.session, late.session);
  }

  @Test
  void anOldProgramDoesNotWait() {
    Program old = new Program(entered(WEB, "sh", 1, now - 61 * SECOND));
    joiner.entered(old.entered, old, now);
    assertEquals("none", described(old.session));
  }

  @Test
  void ofMoreProgramsThanAreComparedNobodyIsNamed() {
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      programs.add(enter(WEB, "sh"));
      joiner.requested(WEB, exec("alice", "sh", now), now);
    }
    assertEquals("none", described(programs.getLast().session));
    after(2);
    assertEquals("pending", described(programs.getFirst().session));
    after(61);
    programs.forEach(each -> assertEquals("none", described(each.session)));
    after(12);
    Program later = enter(WEB, "sh");
    joiner.requested(WEB, exec("alice", "sh", now), now);
    after(2);
    assertEquals("alice exact", described(later.session));
  }

  @Test
  void ofMoreRequestsThanAreComparedNobodyIsNamed() {
    Program program = enter(WEB, "sh");
    for (int i = 0; i < 256; i++) {
      joiner.requested(WEB, exec("alice", "sh", now), now);
    }
    joiner.requested(WEB, exec("bob", "sh", now), now);
    after(2);
    assertEquals("pending", described(program.session));
  }

  @Test
  void aCommandIsComparedAndStoredUpToFourKilobytes() {
    String command = "x".repeat(5_000);
    Program program = enter(WEB, command);
    assertEquals(4_096, program.entered.command().length());
    joiner.requested(WEB, exec("alice", command, now), now);
    after(2);
    assertEquals("alice exact", described(program.session));
  }

  @Test
  void whenTheBundleStopsNothingWaits() {
    Program program = enter(WEB, "sh");
    joiner.close();
    assertEquals("none", described(program.session));
  }

  @RepeatedTest(5)
  void ofOverlappingExecsAllAreRightOrRightlyAmbiguous() {
    ExecScript script = ExecScript.random("right").withExecs(EXECS, 50, 8).run();
    System.out.println("ExecJoinerTest, no losses: " + script.counts());
    assertEquals(EXECS, script.counts().getOrDefault("named", 0) + script.counts().getOrDefault("ambiguous", 0), script::shown);
    assertTrue(script.counts().get("named") > EXECS / 2, script::shown);
    assertTrue(script.counts().get("ambiguous") > 0, script::shown);
  }

  @RepeatedTest(5)
  void noneIsNamedWronglyIfAuditEventsAreLostAndProbesHaveTheSameCommands() {
    ExecScript script = ExecScript.random("lossy").withLosses().withExecs(EXECS, 10, 20).run();
    System.out.println("ExecJoinerTest, with losses: " + script.counts());
    assertEquals(0, script.counts().getOrDefault("wrong", 0), script::shown);
    assertTrue(script.counts().get("named") > EXECS / 2, script::shown);
    assertTrue(script.counts().get("ambiguous") > 0, script::shown);
  }
}
