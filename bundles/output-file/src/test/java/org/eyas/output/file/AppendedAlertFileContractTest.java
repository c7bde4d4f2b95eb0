package org.eyas.output.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.alert.OutputChannel;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.junit.jupiter.api.Nested;

/** The contract of outputs, for a regular file whose folder goes away and comes back. */
class AppendedAlertFileContractTest {
  @Nested
  class KeptOpen extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws IOException {
      return new FileReceiver(folder, true);
    }
  }

  @Nested
  class OpenedForEachAlert extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws IOException {
      return new FileReceiver(folder, false);
    }
  }

  /** Writing to a regular file never hangs, so blocking does nothing here; {@link NamedPipeContractTest} tests it. */
  private record FileReceiver(Path logs, Path away, AppendedAlertFile file) implements Receiver {
    FileReceiver(Path folder, boolean keepOpen) throws IOException {
      Path logs = Files.createDirectory(folder.resolve("logs"));
      this(logs, folder.resolve("away"), new AppendedAlertFile(logs.resolve("alerts.txt"), keepOpen));
    }

    @Override
    public OutputChannel channel() {
      return TestChannels.of(file);
    }

    @Override
    public void block() {}

    @Override
    public void unblock() {}

    @Override
    public void vanish() throws IOException {
      Files.move(logs, away);
    }

    @Override
    public void comeBack() throws IOException {
      Files.move(away, logs);
    }

    @Override
    public List<String> lines() throws IOException {
      Path now = logs.resolve("alerts.txt");
      return Files.exists(now) ? Files.readAllLines(now) : List.of();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
