package org.eyas.driver.ebpf.store;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.linux.libc.UnixDatagramSocket;

/** A socket that receives messages with descriptors, as that of systemd does. */
final class DescriptorReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int BYTES = 4096;

  static {
    Native.register(DescriptorReceiver.class, "c");
  }

  private final int fd;

  /** A message and the descriptors that came with it. */
  record Message(String text, List<Integer> fds) {}

  DescriptorReceiver(Path path) throws IOException {
    fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    byte[] address = UnixDatagramSocket.address(path.toString());
    bind(fd, address, address.length);
  }

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int bind(int fd, byte[] address, int length) throws LastErrorException;

  private static native long recvmsg(int fd, Pointer message, int flags) throws LastErrorException;

  private static native int close(int fd);

  /** Waits for a message. */
  Message receive() {
    try (Memory text = new Memory(BYTES);
        Memory buffer = new Memory(16);
        Memory rights = new Memory(BYTES);
        Memory message = new Memory(56)) {
      buffer.setPointer(0, text);
      buffer.setLong(8, BYTES);
      rights.clear();
      message.clear();
      message.setPointer(16, buffer);
      message.setLong(24, 1);
      message.setPointer(32, rights);
      message.setLong(40, BYTES);
      int length = (int) recvmsg(fd, message, 0);
      List<Integer> fds = new ArrayList<>();
      for (long at = 16; message.getLong(40) > 0 && at < rights.getLong(0); at += 4) {
        fds.add(rights.getInt(at));
      }
      return new Message(new String(text.getByteArray(0, length), StandardCharsets.UTF_8), fds);
    }
  }

  @Override
  public void close() {
    close(fd);
  }
}
