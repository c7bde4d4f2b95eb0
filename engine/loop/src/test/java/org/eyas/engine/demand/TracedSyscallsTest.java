package org.eyas.engine.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallSets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The cases of Falco's unit tests. */
class TracedSyscallsTest {
  private static final SortedSet<String> RULES =
      set("connect accept accept4 umount2 open ptrace mmap execve read");

  private static SortedSet<String> set(String names) {
    return new TreeSet<>(List.of(names.split(" ")));
  }

  private static TracedSyscalls chosen(boolean repair, boolean all, String... customSet) {
    return TracedSyscalls.of(RULES, new BaseSyscalls(List.of(customSet), repair, all));
  }

  private static SortedSet<String> union(Set<String> one, Set<String> other) {
    SortedSet<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  private static List<String> texts(TracedSyscalls choice, Level level) {
    return choice.lines().stream().filter(line -> line.level() == level).map(TracedSyscalls.Line::text).toList();
  }

  @Test
  void theSetForTheStateContainsCallsThatCreateProcessesAndDescriptors() {
    assertTrue(
        SyscallSets.state()
            .containsAll(
                set(
                    "clone clone3 fork vfork execve execveat procexit open openat openat2 close connect accept4 socket"
                        + " bind dup3 chdir prctl setuid prlimit setrlimit sendto recvmsg epoll_create")));
    assertEquals(Set.of(), intersection(SyscallSets.state(), set("read write pread send futex getpid switch")));
  }

  @Test
  void byDefaultTheSetForTheStateIsAddedWithoutDataTransfers() {
    TracedSyscalls choice = chosen(false, false);
    SortedSet<String> expected = union(RULES, SyscallSets.state());
    expected.remove("read");
    assertEquals(expected, choice.names());
    assertEquals(
        List.of(
            "(9) syscalls in rules: accept, accept4, connect, execve, mmap, open, ptrace, read, umount2",
            "+(" + (expected.size() + 1 - 9) + ") syscalls (Falco's state engine set of syscalls): "
                + String.join(", ", minus(expected, RULES)),
            "-(1) ignored syscalls (-> activate via `-A` flag): read",
            "(" + expected.size() + ") syscalls selected in total (final set): " + String.join(", ", expected)),
        texts(choice, Level.DEBUG));
    assertEquals(List.of(), texts(choice, Level.WARN));
    assertTrue(choice.silentRules().orElseThrow().endsWith("read"), choice.silentRules()::toString);
  }

  private static SortedSet<String> minus(Set<String> from, Set<String> less) {
    SortedSet<String> rest = new TreeSet<>(from);
    rest.removeAll(less);
    return rest;
  }

  private static Set<String> intersection(Set<String> one, Set<String> other) {
    SortedSet<String> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }

  @Test
  void dataTransfersAreTracedOnRequest() {
    TracedSyscalls choice = chosen(false, true);
    assertEquals(union(RULES, SyscallSets.state()), choice.names());
    assertTrue(choice.silentRules().isEmpty());
  }

  @Test
  void aCustomSetReplacesTheSetForTheState() {
    TracedSyscalls choice = chosen(false, true, "syncfs", "!accept");
    assertEquals(set("connect accept4 umount2 open ptrace mmap execve read syncfs procexit"), choice.names());
    assertTrue(texts(choice, Level.DEBUG).contains("+(1) syscalls added (base_syscalls override): syncfs"));
    assertTrue(texts(choice, Level.DEBUG).contains("-(1) syscalls removed (base_syscalls override): accept"));
    assertFalse(texts(choice, Level.DEBUG).toString().contains("state engine set"));
    assertEquals(choice.names(), chosen(false, true, "syncfs", "accept", "!accept").names(), "exclusion has priority");
  }

  @Test
  void excludedNamesAreRemovedFromTheSetForTheStateToo() {
    SortedSet<String> expected = union(RULES, SyscallSets.state());
    expected.remove("accept");
    assertEquals(expected, chosen(false, true, "!accept").names());
  }

  @Test
  void theEndOfProcessesIsAlwaysTraced() {
    assertTrue(chosen(false, true, "read", "!procexit").names().contains("procexit"));
  }

  @Test
  void anUnknownNameIsLoggedAndChangesNothing() {
    TracedSyscalls choice = chosen(false, false, "no-such", "!nor-such", "");
    assertEquals(chosen(false, false).names(), choice.names());
    assertEquals(
        List.of(
            "Invalid (positive) syscall names: warning (base_syscalls override): no-such",
            "Invalid (negative) syscall names: warning (base_syscalls override): nor-such"),
        texts(choice, Level.WARN));
  }

  @Test
  void repairAddsWhatTheRulesNeedAndNothingElse() {
    assertEquals(
        union(
            set("connect accept accept4 umount2 open ptrace mmap execve"),
            set("clone clone3 fork vfork execveat fchdir chdir chroot capset setgid setpgid setresgid setresuid setsid setuid"
                + " prctl procexit socket getsockopt bind close")),
        chosen(true, false).names());
    TracedSyscalls custom = chosen(true, false, "openat", "!bind");
    assertTrue(custom.names().containsAll(set("bind socket clone3 close openat")), "bind is needed after all");
    assertFalse(custom.names().contains("dup"));
    assertTrue(texts(custom, Level.INFO).getFirst().startsWith("+("), texts(custom, Level.INFO)::toString);
  }

  private static SortedSet<String> inRules(String... conditions) {
    StringBuilder rules = new StringBuilder();
    for (String condition : conditions) {
      rules.append("- {rule: r").append(rules.length()).append(", desc: d, output: o, priority: INFO, condition: \"")
          .append(condition).append("\"}\n");
    }
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded =
        RuleLoader.load(List.of(new RuleDocument("r.yaml", rules.toString())), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return RuleEventNames.of(loaded.rules());
  }

  @Test
  void findsTheEventsOfRules() {
    assertEquals(set("connect open pread"), inRules("evt.type in (open, connect)", "evt.type = pread and fd.num = 1"));
    assertEquals(minus(SyscallSets.traceable(), set("switch page_fault")), inRules("proc.name = cat"));
    assertEquals(Set.of(), inRules());
  }

  @Test
  void onlyRulesThatNameThemIncludeSwitchesAndPageFaults() {
    SortedSet<String> names = inRules("evt.type in (switch, page_fault)", "evt.type = open");
    assertEquals(set("open page_fault switch"), names);
    Set<Integer> codes = TracedSyscalls.of(names, BaseSyscalls.STANDARD).request(Map.of()).eventCodes();
    assertTrue(codes.containsAll(Set.of(152, 290)), codes::toString);
    assertFalse(inRules("evt.type != open").contains("switch"));
    assertFalse(inRules("evt.num > 0").contains("page_fault"));
  }

  @Test
  void aSystemCallWithoutAnEventOfItsOwnIsRequestedByItsName() {
    SortedSet<String> names = inRules("evt.type in (sethostname, open)");
    assertEquals(set("open sethostname"), names);
    CaptureRequest request = TracedSyscalls.of(names, BaseSyscalls.STANDARD).request(Map.of());
    assertEquals(Set.of("sethostname"), request.genericCalls());
    assertTrue(request.eventCodes().contains(EventSchema.current().type("GENERIC_X").code()));
    assertTrue(request.eventCodes().contains(EventSchema.current().type("SYSCALL_EXECVE_19_X").code()));
    assertFalse(request.eventCodes().contains(EventSchema.current().type("SYSCALL_READ_X").code()));
    CaptureRequest none = TracedSyscalls.of(set("open"), BaseSyscalls.STANDARD).request(Map.of());
    assertFalse(none.eventCodes().contains(EventSchema.current().type("GENERIC_X").code()));
  }

  @Test
  void aStepOnSystemCallsInARuleOfAnotherSourceNeedsOnlyItsCalls() {
    String rule =
        """
        - rule: r
          desc: d
          source: second
          sequence:
            within: 1m
            steps:
              - {name: call, source: syscall, condition: evt.type = personality}
              - {name: ask, condition: evt.num exists}
          output: o
          priority: INFO
        """;
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    catalogs.put("second", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rule)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    assertEquals(set("personality"), RuleEventNames.of(loaded.rules()));
  }

  @Test
  void theRequestSaysWhetherMessagesAreNeededWhole() {
    SortedSet<String> names = set("sendto");
    assertEquals(false, TracedSyscalls.of(names, BaseSyscalls.STANDARD).request(Map.of()).wholeMessages());
    CaptureRequest whole = TracedSyscalls.of(names, BaseSyscalls.STANDARD, true).request(Map.of());
    assertEquals(true, whole.withBootNanos(1).withConditions(Map.of()).wholeMessages());
  }
}
