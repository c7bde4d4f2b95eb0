package org.eyas.testkit;

import java.util.List;
import org.eyas.api.alert.OutputChannel;

/** The receiver of an output channel in {@link OutputChannelContract}: a file, a program, or a server of the test. */
public interface Receiver extends AutoCloseable {
  /** The channel that sends to this receiver. */
  OutputChannel channel();

  /** Stops reading, as a receiver that hangs. */
  void block() throws Exception;

  /** Reads again, beginning with what was sent in the meantime. */
  void unblock() throws Exception;

  /** Goes away, so that sending fails now or soon. */
  void vanish() throws Exception;

  /** Is available again as before. */
  void comeBack() throws Exception;

  /** All lines that have arrived so far, in order, including those from before {@link #vanish}. */
  List<String> lines() throws Exception;

  /** The number by which a test divides the count of alerts that it sends, because this receiver is slow; 1 for all alerts. */
  default int slowness() {
    return 1;
  }

  /** Closes the channel, as the deactivation of its component does, and then the receiver. */
  @Override
  void close() throws Exception;
}
