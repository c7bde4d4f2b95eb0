package org.eyas.testkit;

import java.util.List;
import org.eyas.api.alert.OutputChannel;

/** What stands behind an output channel in {@link OutputChannelContract}: a file, a program, a server of the test. */
public interface Receiver extends AutoCloseable {
  /** The channel that sends to this receiver. */
  OutputChannel channel();

  /** Stops taking anything, as a reader that hangs. */
  void block() throws Exception;

  /** Takes again what was sent meanwhile. */
  void unblock() throws Exception;

  /** Goes away: sending fails, now or soon. */
  void vanish() throws Exception;

  /** Is there again, as if nothing had been. */
  void comeBack() throws Exception;

  /** Every line that arrived so far, in order, also from before the receiver vanished. */
  List<String> lines() throws Exception;

  /** By how much fewer alerts are sent to a receiver that takes long for each: 1 for none. */
  default int slowness() {
    return 1;
  }

  /** Switches the channel off, as its deactivation does, then ends the receiver. */
  @Override
  void close() throws Exception;
}
