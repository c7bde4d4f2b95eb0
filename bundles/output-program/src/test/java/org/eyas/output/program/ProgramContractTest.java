package org.eyas.output.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.junit.jupiter.api.Nested;

/** The contract of outputs, for a real shell script that hangs while a file named {@code hang} exists. */
class ProgramContractTest {
  @Nested
  class Lasting extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      return new ScriptReceiver(folder, 1, new LongRunningProgram(ScriptReceiver.commandLine(folder)));
    }
  }

  @Nested
  class PerAlert extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      return new ScriptReceiver(folder, 100, new ProgramPerAlert(ScriptReceiver.commandLine(folder)));
    }
  }

  private static final class ScriptReceiver implements Receiver {
    private static final String SCRIPT =
        """
        #!/bin/sh
        echo $$ >> FOLDER/pids
        while IFS= read -r line; do
          while [ -e FOLDER/hang ]; do sleep 0.05; done
          printf '%s\\n' "$line" >> FOLDER/lines
        done
        """;

    private final Path folder;
    private final Path script;
    private final int slowness;
    private final OutputProgram program;

    ScriptReceiver(Path folder, int slowness, OutputProgram program) throws IOException {
      this.folder = folder;
      this.slowness = slowness;
      this.program = program;
      script = Path.of(commandLine(folder));
      comeBack();
    }

    static String commandLine(Path folder) {
      return folder.resolve("receiver.sh").toString();
    }

    @Override
    public int slowness() {
      return slowness;
    }

    @Override
    public OutputChannel channel() {
      return new OutputChannel() {
        @Override
        public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
          program.write(alert.preferred());
        }

        @Override
        public void reopen() throws IOException {
          program.reopen();
        }
      };
    }

    @Override
    public void block() throws IOException {
      Files.writeString(folder.resolve("hang"), "");
    }

    @Override
    public void unblock() throws IOException {
      Files.delete(folder.resolve("hang"));
    }

    @Override
    public void vanish() throws Exception {
      Files.delete(script);
      for (String pid : Files.readAllLines(folder.resolve("pids"))) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }

    @Override
    public void comeBack() throws IOException {
      Files.writeString(script, SCRIPT.replace("FOLDER", folder.toString()));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public List<String> lines() throws IOException {
      Path lines = folder.resolve("lines");
      return Files.exists(lines) ? Files.readAllLines(lines) : List.of();
    }

    @Override
    public void close() {
      program.close();
    }
  }
}
