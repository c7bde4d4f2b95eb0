package org.eyas.output.file;

import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

/** Makes a channel to a file in the same way as the component. */
final class TestChannels {
  private TestChannels() {}

  static OutputChannel of(AppendedAlertFile file) {
    return new OutputChannel() {
      @Override
      public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
        file.append(alert.preferred(), endOfBatch);
      }

      @Override
      public void reopen() throws IOException {
        file.reopen();
      }
    };
  }
}
