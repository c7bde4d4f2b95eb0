package org.eyas.control.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts the thread that created it if the client disconnects before {@link #close}. Only for work that changes nothing: an
 * interrupted change would be incomplete.
 */
public final class DisconnectWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DisconnectWatch.class);

  private final SocketChannel channel;
  private final Selector selector = Selector.open();
  private final Thread worker = Thread.currentThread();
  private boolean closed;
  private boolean interrupted;

  DisconnectWatch(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.register(selector, SelectionKey.OP_READ);
    try {
      Thread.ofPlatform().daemon().name(worker.getName() + "-watch").start(this::watch);
    } catch (OutOfMemoryError e) {
      LOG.warn("no thread can be started to watch a client of the control socket; its command continues if it disconnects: {}",
          Reason.of(e), e);
    }
  }

  private void watch() {
    ByteBuffer ignored = ByteBuffer.allocate(256);
    try {
      while (selector.isOpen()) {
        selector.select();
        selector.selectedKeys().clear();
        if (selector.isOpen() && channel.read(ignored.clear()) < 0) {
          interrupt();
          return;
        }
      }
    } catch (ClosedSelectorException e) {
      return; // the work is done
    } catch (IOException e) {
      interrupt(); // a failed connection counts as disconnected
    }
  }

  private synchronized void interrupt() {
    if (!closed) {
      interrupted = true;
      worker.interrupt();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    selector.close();
    if (interrupted) {
      Thread.interrupted(); // it was meant for the work
    }
  }
}
