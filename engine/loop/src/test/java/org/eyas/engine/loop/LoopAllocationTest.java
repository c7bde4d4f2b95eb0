package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that create nothing new allocate no memory, from the capture to the last condition, regardless of their rules. */
class LoopAllocationTest {
  private static final int ROUNDS = 40_000;
  private static final double MAX_BYTES_PER_EVENT = 0.05;

  private static final String RULES =
      """
      - list: shells
        items: [bash, sh, zsh]
      - macro: by_shell
        condition: (proc.name in (shells) or proc.pname in (shells) or proc.aname in (shells))
      - rule: removes logs
        desc: d
        condition: evt.type in (unlink, rename) and by_shell and evt.arg.path startswith /var/log
        output: x
        priority: INFO
      - rule: reads a secret
        desc: d
        condition: >
          evt.type = read and fd.typechar = f and fd.name startswith /etc and not fd.directory in (/etc/a, /etc/b)
          and not by_shell and proc.cmdline contains secret and user.name != root
        output: x
        priority: INFO
      - rule: changes a mode
        desc: d
        condition: evt.type = chmod and evt.arg.mode contains S_ISUID and evt.res = SUCCESS and fs.path.name glob /sbin/*
        output: x
        priority: INFO
      - rule: reads many files
        desc: d
        threshold: {condition: evt.type = read, distinct: fd.name, at_least: 100, within: 1h, by: [proc.name, fd.num]}
        output: x %threshold.values
        priority: INFO
      - rule: removes a log, then runs a program
        desc: d
        sequence:
          within: 1h
          by: proc.pid
          steps:
            - name: remove
              condition: evt.type in (unlink, rename) and by_shell and evt.arg.path startswith /var/log
            - name: run
              condition: evt.type in (execve, execveat)
        output: x %remove.evt.arg.path
        priority: INFO
      """;

  private final EventSchema schema = EventSchema.current();

  private ByteBuffer event(String type, Object... values) {
    return ScapEventEncoder.encode(schema.type(type), 1_000, 42, values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEventThatOpensOrCreatesNothingAllocatesNothing(boolean generated) throws Exception {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    RuleGeneration generation =
        RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time", generated));
    List<ByteBuffer> events = new ArrayList<>();
    events.add(event("SYSCALL_OPENAT_2_X", 5, -100, "/etc/hosts", 1, 0, 0, 7));
    events.add(event("SYSCALL_READ_X", 3, new byte[] {1, 2, 3}, 5, 3));
    events.add(event("SYSCALL_UNLINK_2_X", 0, "/var/log/syslog"));
    events.add(event("SYSCALL_CHMOD_X", 0, "/bin/su", 2048));
    events.add(event("SYSCALL_FSTAT_X", 0, 5));
    events.add(event("GENERIC_X", 33, 24));
    Measured capture = new Measured(events);
    SourceLoop loop =
        new SourceLoop(
            LoopSetup.of(
                new SourceInfo("test", "syscall", false, ""),
                alert -> {
                  throw new IllegalStateException("no rule should match: " + alert);
                }),
            () -> generation);
    loop.run(capture);
    assertEquals(0, loop.counts().faults());
    assertEquals(1, loop.ask(0).orElseThrow().memory().groups()); // of the threshold: its files, by program and descriptor
    System.err.printf("%s: %.4f bytes per event%n", generated ? "generated" : "tree", capture.bytesPerEvent());
    assertTrue(capture.bytesPerEvent() <= MAX_BYTES_PER_EVENT, capture.bytesPerEvent() + " bytes per event");
  }

  /** Opens a file once, then delivers the other events repeatedly; measures the second half. */
  private static final class Measured extends QuietCapture {
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<ByteBuffer> events;
    private int round;
    private long before;
    private long after;

    Measured(List<ByteBuffer> events) {
      this.events = events;
    }

    @Override
    public int poll(EventSink sink, int limit) {
      for (int i = round == 0 ? 0 : 1; i < events.size(); i++) {
        sink.onEvent(0, events.get(i), 0, events.get(i).limit());
      }
      round++;
      if (round == ROUNDS / 2) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      if (round == ROUNDS) {
        after = threads.getCurrentThreadAllocatedBytes();
        return END;
      }
      return events.size();
    }

    double bytesPerEvent() {
      return (double) (after - before) / (ROUNDS / 2) / (events.size() - 1);
    }
  }
}
