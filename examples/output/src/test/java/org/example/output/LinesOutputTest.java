package org.example.output;

import java.nio.file.Path;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.StreamServer;

/** The contract of all outputs, with receivers that are slow, hang, go away and come back. */
class LinesOutputTest extends OutputChannelContract {
  @Override
  protected Receiver receiver(Path folder) throws Exception {
    StreamServer server = StreamServer.ofLines();
    LinesOutput output = new LinesOutput("localhost", server.port());
    return server.asReceiver(output, output::close);
  }
}
