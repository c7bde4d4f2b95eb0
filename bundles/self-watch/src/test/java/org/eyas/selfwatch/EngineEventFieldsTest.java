package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineEventFieldsTest extends FieldProviderContract {
  private static final int ENGINE = 4711;
  private static final int GROUP = 4700;
  private static final long START = 1_000_000_000L; // the time of a FakeEvent
  private static final EventType KILL = type("kill", "res", "pid", "sig");
  private static final EventType TKILL = type("tkill", "res", "tid", "sig");
  private static final EventType TGKILL = type("tgkill", "res", "pid", "tid", "sig");
  private static final EventType CLONE = type("clone", "res", "pid", "tid");

  private static EventType type(String name, String... params) {
    List<ParamDefinition> definitions =
        Arrays.stream(params).map(param -> new ParamDefinition(param, ValueType.PID, Format.DEC, "")).toList();
    return new EventType(name.hashCode(), name, name, EventType.Direction.EXIT, "signal", Set.of(), Set.of(), definitions);
  }

  @Override
  protected FieldProvider provider() {
    return new EngineEventFields(new EngineProcess(ENGINE, GROUP, START));
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(
        FakeEvent.of(KILL, 0, ENGINE, 9), FakeEvent.of(KILL, 0, 1, 9), FakeEvent.of(KILL), FakeEvent.of(anyType(), 1));
  }

  private boolean isTarget(FakeEvent event) {
    NumberCell cell = new NumberCell();
    FieldProvider fields = provider();
    ((FieldReader.OfNumber) fields.reader(fields.classes().getFirst().fields().getFirst(), null)).read(event, cell);
    return cell.value == 1;
  }

  @Test
  void aCallThatNamesTheProcessOfTheEngineHasItAsItsTarget() {
    assertTrue(isTarget(FakeEvent.of(KILL, 0, ENGINE, 15)));
    assertTrue(isTarget(FakeEvent.of(TKILL, 0, ENGINE, 15)));
    assertTrue(isTarget(FakeEvent.of(TGKILL, 0, ENGINE, ENGINE + 3, 15)));
    assertTrue(isTarget(FakeEvent.of(type("process_vm_writev", "res", "pid", "data"), 8, ENGINE, "code")));
    assertFalse(isTarget(FakeEvent.of(KILL, 0, ENGINE + 1, 15)));
  }

  @Test
  void aSignalToAllProcessesAlsoMeansTheEngine() {
    assertTrue(isTarget(FakeEvent.of(KILL, 0, -1, 19)));
  }

  @Test
  void aSignalToItsProcessGroupMeansTheEngine() {
    assertTrue(isTarget(FakeEvent.of(KILL, 0, -GROUP, 9)));
    assertFalse(isTarget(FakeEvent.of(KILL, 0, GROUP, 9)));
    assertFalse(isTarget(FakeEvent.of(KILL, 0, -ENGINE, 9)));
  }

  @Test
  void aGroupThatIsNotKnownIsNotMeant() {
    assertFalse(new EngineProcess(ENGINE, 0, START).isMeant(0, FakeEvent.of(KILL, 0, 0, 9)));
  }

  @Test
  void aNumberInTheProcessNamespaceOfAContainerIsAnotherProcess() {
    FakeProcess inside = FakeProcess.of(9_000, "sh");
    inside.ids.vpid = 12;
    assertFalse(isTarget(FakeEvent.of(KILL, 0, ENGINE, 15).by(inside)));
    assertFalse(isTarget(FakeEvent.of(KILL, 0, -1, 15).by(inside)));
  }

  @Test
  void aCallerMeansTheEngineOnTheHostAndIfItsNamespaceIsNotKnown() {
    FakeProcess caller = FakeProcess.of(9_000, "sh");
    assertTrue(isTarget(FakeEvent.of(KILL, 0, ENGINE, 15).by(caller)));
    caller.ids.vpid = -1;
    assertTrue(isTarget(FakeEvent.of(KILL, 0, ENGINE, 15).by(caller)));
  }

  @Test
  void otherCallsHaveNoTarget() {
    assertFalse(isTarget(FakeEvent.of(CLONE, 0, ENGINE, ENGINE)));
  }

  @Test
  void anEventBeforeTheStartOfTheEngineMeantAnotherProcess() {
    FakeEvent event = FakeEvent.of(KILL, 0, ENGINE, 15);
    event.timestampNanos = START - 1;
    assertFalse(isTarget(event));
  }

  @Test
  void theEngineKnowsItsOwnNumber() {
    assertEquals(ProcessHandle.current().pid(), EngineProcess.current(Map.of()).pid());
    assertEquals(ProcessHandle.current().pid(), EngineProcess.current(Map.of("HOST_ROOT", "/nowhere")).pid());
  }

  @Test
  void withoutTheHostsProcItsNumberIsNotKnown(@TempDir Path host) throws Exception {
    Files.createDirectory(host.resolve("proc")); // shows no kernel threads, as in a container
    EngineProcess engine = EngineProcess.current(Map.of("HOST_ROOT", host.toString()));
    FakeEvent kill = FakeEvent.of(KILL, 0, 0, 9);
    kill.timestampNanos = engine.startNanos();
    for (long target : new long[] {0, 1, ProcessHandle.current().pid(), -ProcessHandle.current().pid()}) {
      assertFalse(engine.isMeant(target, kill), () -> "kill " + target);
    }
    assertTrue(engine.isMeant(-1, kill), "all processes");
  }

  @Test
  void theEngineKnowsItsProcessGroup() throws Exception {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String group = stat.substring(stat.lastIndexOf(')')).split(" ")[3];
    assertEquals(group, Long.toString(EngineProcess.current(Map.of()).group()));
  }
}
