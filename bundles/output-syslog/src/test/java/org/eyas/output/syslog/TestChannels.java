package org.eyas.output.syslog;

import java.io.IOException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

/** Makes a channel to a transport in the same way as the component. */
final class TestChannels {
  private TestChannels() {}

  static OutputChannel of(SyslogFormat format, SyslogTransport transport) {
    return new OutputChannel() {
      @Override
      public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
        transport.send(format.message(alert.alert(), alert.preferred()));
      }

      @Override
      public void reopen() {
        transport.disconnect();
      }
    };
  }
}
