package org.eyas.output.syslog;

import java.nio.file.Path;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.StreamServer;
import org.junit.jupiter.api.Nested;

/** The contract of outputs, for TCP and TLS. */
class StreamTransportContractTest {
  @Nested
  class Tcp extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      return StreamReceiver.of(StreamServer::plain, new PlainSocketLayer());
    }
  }

  @Nested
  class Tls extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      TestAuthority authority = TestAuthority.in(folder, "localhost");
      return StreamReceiver.of(authority::listen, new TlsSocketLayer(authority.pem().toString()));
    }
  }
}
