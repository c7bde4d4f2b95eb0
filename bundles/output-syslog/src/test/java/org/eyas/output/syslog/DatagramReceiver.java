package org.eyas.output.syslog;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.OutputChannel;
import org.eyas.linux.libc.UnixDatagramSocket;
import org.eyas.testkit.Receiver;

/** The socket of a syslog daemon, made with libc because Java cannot. */
final class DatagramReceiver implements Receiver {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;

  static {
    Native.register(DatagramReceiver.class, "c");
  }

  private final Path path;
  private final LocalSyslogTransport transport;
  private final SyslogFormat format = new LocalSyslogFormat(Facility.USER, "falco");
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;
  private volatile boolean blocked;
  private volatile boolean ended;
  private int fd;

  DatagramReceiver(Path folder) throws Exception {
    path = folder.resolve("log");
    transport = new LocalSyslogTransport(path.toString());
    comeBack();
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int bind(int fd, byte[] address, int length) throws LastErrorException;

  private static native long recv(int fd, byte[] into, long length, int flags);

  private static native int close(int fd);

  private void read() {
    while (!ended) {
      if (blocked || !takeOne()) {
        Thread.onSpinWait();
        Thread.yield();
      }
    }
  }

  private synchronized boolean takeOne() {
    byte[] buffer = new byte[65_536];
    long length = fd < 0 ? -1 : recv(fd, buffer, buffer.length, MSG_DONTWAIT);
    if (length < 0) {
      return false;
    }
    String message = new String(buffer, 0, (int) length, StandardCharsets.UTF_8);
    lines.add(message.substring(message.indexOf(" falco: ") + " falco: ".length()));
    return true;
  }

  @Override
  public OutputChannel channel() {
    return TestChannels.of(format, transport);
  }

  @Override
  public void block() {
    blocked = true;
  }

  @Override
  public void unblock() {
    blocked = false;
  }

  @Override
  public synchronized void vanish() throws Exception {
    close(fd);
    fd = -1;
    Files.delete(path);
  }

  @Override
  public synchronized void comeBack() throws Exception {
    byte[] address = UnixDatagramSocket.address(path.toString());
    fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    bind(fd, address, address.length);
  }

  @Override
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() throws Exception {
    transport.close();
    ended = true;
    reader.join();
    synchronized (this) {
      if (fd >= 0) {
        close(fd);
      }
    }
  }
}
