package org.eyas.output.syslog;

import java.nio.file.Path;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;

/** The contract of outputs, for a datagram socket like that of a syslog daemon. */
class LocalSyslogTransportContractTest extends OutputChannelContract {
  @Override
  protected Receiver receiver(Path folder) throws Exception {
    return new DatagramReceiver(folder);
  }
}
