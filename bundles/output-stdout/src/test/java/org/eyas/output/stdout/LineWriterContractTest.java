package org.eyas.output.stdout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eyas.api.alert.OutputChannel;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;

/** The contract of outputs, for a stream that hangs, fails and works again on request. */
class LineWriterContractTest extends OutputChannelContract {
  @Override
  protected Receiver receiver(Path folder) {
    return new StreamReceiver();
  }

  private static final class StreamReceiver extends OutputStream implements Receiver {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final Semaphore gate = new Semaphore(1);
    private final LineWriter lines = new LineWriter(this, true);
    private volatile boolean gone;

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      gate.acquireUninterruptibly();
      try {
        if (gone) {
          throw new IOException("the pipe is broken");
        }
        taken.write(bytes, offset, length);
      } finally {
        gate.release();
      }
    }

    @Override
    public OutputChannel channel() {
      return (alert, endOfBatch) -> lines.write(alert.preferred(), endOfBatch);
    }

    @Override
    public void block() {
      gate.acquireUninterruptibly();
    }

    @Override
    public void unblock() {
      gate.release();
    }

    @Override
    public void vanish() {
      gone = true;
    }

    @Override
    public void comeBack() {
      gone = false;
    }

    @Override
    public List<String> lines() {
      return taken.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
      gone = true;
      gate.release();
    }
  }
}
