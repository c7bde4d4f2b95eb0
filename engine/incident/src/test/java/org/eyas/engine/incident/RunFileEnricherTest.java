package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.testkit.FakeProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunFileEnricherTest {
  private static final ServiceTree TREE = new ServiceTree(400, 7, Text.of("cron.service"));

  private final IncidentTable table = new IncidentTable();
  private final RunFileEnricher enricher = new RunFileEnricher(table);

  private void left(String path) {
    String key = LeftFiles.fileKey(FakeProcess.of(9, "sh"), path);
    table.add(Steps.leaving(new Steps().step(15, "written", AttackTactic.PERSISTENCE, "tree 1"), key));
  }

  private @Nullable RunFile run(String program, String cwd, String... args) {
    FakeProcess process = FakeProcess.of(401, "x");
    process.program.exepath = Text.of(program);
    process.program.exe = Text.of(program);
    process.program.rawArgs = FakeProcess.strings(args);
    process.place.cwd = Text.of(cwd);
    process.attachments.put(ServiceTree.KEY, TREE);
    enricher.onProcess(process, new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        process.attachments.put(key, value);
      }
    });
    return (RunFile) process.attachments.get(RunFile.KEY);
  }

  @Test
  void aProgramThatAnIncidentLeftIsRecognized() {
    left("/tmp/x");
    assertEquals(new RunFile("left  /tmp/x", TREE), run("/tmp/x", "/"));
    assertEquals(null, run("/tmp/y", "/"));
  }

  @Test
  void aScriptIsRecognizedByItsPathAlsoARelativeOne() {
    left("/tmp/a/x.sh");
    Stream.of("/tmp/a/x.sh", "x.sh", "./x.sh", "../a/x.sh")
        .forEach(script -> assertEquals(new RunFile("left  /tmp/a/x.sh", TREE), run("/bin/sh", "/tmp/a/", "-e", script), script));
  }

  @Test
  void aProgramThatOnlyReadsTheFileDoesNotRunIt() {
    left("/tmp/a/x.sh");
    assertEquals(null, run("/bin/cat", "/tmp/a/", "/tmp/a/x.sh"));
    assertEquals(null, run("/bin/sh", "/tmp/a/", "-c", "/tmp/a/x.sh"));
    assertEquals(null, run("/bin/sh", "/tmp/b/", "x.sh"));
  }
}
