package org.eyas.output.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.OutputChannel;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.process.ShellKill;
import org.jspecify.annotations.Nullable;

/** The contract of outputs, for a named pipe that a real program reads. */
class NamedPipeContractTest extends OutputChannelContract {
  @Override
  protected Receiver receiver(Path folder) throws Exception {
    return new PipeReceiver(folder);
  }

  private static final class PipeReceiver implements Receiver {
    private final Path pipe;
    private final File copy;
    private final AppendedAlertFile file;
    private @Nullable Process reader;

    PipeReceiver(Path folder) throws Exception {
      pipe = folder.resolve("pipe");
      copy = folder.resolve("copy").toFile();
      file = new AppendedAlertFile(pipe, true);
      comeBack();
    }

    private static void run(String... command) throws Exception {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException(List.of(command) + " ends with " + code);
      }
    }

    private void signal(String name) throws Exception {
      ShellKill.send(name, Objects.requireNonNull(reader));
    }

    @Override
    public OutputChannel channel() {
      return TestChannels.of(file);
    }

    @Override
    public void block() throws Exception {
      signal("STOP");
    }

    @Override
    public void unblock() throws Exception {
      signal("CONT");
    }

    @Override
    public void vanish() throws Exception {
      Files.delete(pipe);
      Files.createDirectory(pipe); // so that no regular file is created in its place
      Objects.requireNonNull(reader).destroyForcibly().waitFor();
    }

    // Opened for reading and writing, so that the reader sees no end when the writer closes.
    @Override
    public void comeBack() throws Exception {
      Files.deleteIfExists(pipe);
      run("mkfifo", pipe.toString());
      reader =
          new ProcessBuilder("sh", "-c", "exec cat 0<>" + pipe)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(copy))
              .start();
    }

    @Override
    public List<String> lines() throws IOException {
      return Files.readAllLines(copy.toPath());
    }

    @Override
    public void close() throws Exception {
      file.close();
      Objects.requireNonNull(reader).destroyForcibly().waitFor();
    }
  }
}
