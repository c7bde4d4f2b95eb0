package org.eyas.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A connected unix datagram socket, made with libc because Java has no such socket. One thread uses it at a time. The
 * owner closes it.
 */
public final class UnixDatagramSocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDTIMEO = 20;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int PATH_BYTES = 108;
  private static final int SCM_RIGHTS = 1;
  private static final int CMSG_HEADER = 16;
  private static final int MSGHDR_BYTES = 56;

  // struct timeval
  private static final byte[] ONE_SECOND =
      ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putLong(1).putLong(0).array();

  static {
    Native.register(UnixDatagramSocket.class, "c");
  }

  private final int fd;

  private UnixDatagramSocket(int fd) {
    this.fd = fd;
  }

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int connect(int fd, byte[] address, int length) throws LastErrorException;

  private static native long send(int fd, byte[] bytes, long length, int flags) throws LastErrorException;

  private static native long sendmsg(int fd, Pointer message, int flags) throws LastErrorException;

  private static native int setsockopt(int fd, int level, int name, byte[] value, int length) throws LastErrorException;

  private static native int close(int fd);

  private static native String strerror(int number);

  /**
   * Connects to the socket of a receiver.
   *
   * @param path a path, or a name in the abstract namespace if it begins with {@code @}
   * @throws IOException with the reason of the system
   */
  public static UnixDatagramSocket connect(String path) throws IOException {
    byte[] address = address(path);
    try {
      UnixDatagramSocket socket = new UnixDatagramSocket(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
      try {
        connect(socket.fd, address, address.length);
        setsockopt(socket.fd, SOL_SOCKET, SO_SNDTIMEO, ONE_SECOND, ONE_SECOND.length);
        return socket;
      } catch (LastErrorException e) {
        socket.close();
        throw e;
      }
    } catch (LastErrorException e) {
      throw failure(e);
    }
  }

  /**
   * A struct sockaddr_un: the family in the machine's byte order, then the path and a zero, or a zero and the abstract name.
   *
   * @throws IOException if the path is too long
   */
  public static byte[] address(String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length >= PATH_BYTES) {
      throw new IOException("the path of a socket can have at most " + (PATH_BYTES - 1) + " bytes");
    }
    boolean isAbstract = path.startsWith("@");
    byte[] address = new byte[2 + name.length + (isAbstract ? 0 : 1)];
    address[ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1] = AF_UNIX;
    System.arraycopy(name, 0, address, 2, name.length);
    if (isAbstract) {
      address[2] = 0;
    }
    return address;
  }

  /**
   * Sends a datagram. Returns false if the queue of the receiver has been full for a second.
   *
   * @throws IOException with the reason of the system, for example if the receiver has ended
   */
  public boolean send(byte[] bytes) throws IOException {
    try {
      send(fd, bytes, bytes.length, MSG_NOSIGNAL);
      return true;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == EAGAIN || e.getErrorCode() == EINTR) {
        return false;
      }
      throw failure(e);
    }
  }

  /**
   * Sends a datagram with descriptors of this process, which the receiver gets as its own (unix(7), SCM_RIGHTS).
   *
   * <pre>
   *  struct msghdr                                              struct cmsghdr
   *  0      8    16        24     32        40       48  56     0        8            12     16
   *  +------+----+---------+------+---------+--------+---+      +--------+------------+------+-----------+
   *  | name     | buffers | 1    | control | its    |   |      | length | SOL_SOCKET | type | fds, i32  |
   *  |          |         |      |         | length |   |      | u64    |            |      |           |
   *  +----------+---------+------+---------+--------+---+      +--------+------------+------+-----------+
   * </pre>
   *
   * @param fds at most 253
   * @return false if the queue of the receiver has been full for a second
   * @throws IOException with the reason of the system
   */
  public boolean send(byte[] bytes, int[] fds) throws IOException {
    long used = CMSG_HEADER + 4L * fds.length;
    try (Memory text = new Memory(bytes.length);
        Memory buffer = new Memory(16);
        Memory rights = new Memory((used + 7) & ~7L);
        Memory message = new Memory(MSGHDR_BYTES)) {
      text.write(0, bytes, 0, bytes.length);
      buffer.setPointer(0, text);
      buffer.setLong(8, bytes.length);
      rights.clear();
      rights.setLong(0, used);
      rights.setInt(8, SOL_SOCKET);
      rights.setInt(12, SCM_RIGHTS);
      rights.write(CMSG_HEADER, fds, 0, fds.length);
      message.clear();
      message.setPointer(16, buffer);
      message.setLong(24, 1);
      message.setPointer(32, rights);
      message.setLong(40, rights.size());
      sendmsg(fd, message, MSG_NOSIGNAL);
      return true;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == EAGAIN || e.getErrorCode() == EINTR) {
        return false;
      }
      throw failure(e);
    }
  }

  @Override
  public void close() {
    close(fd);
  }

  private static IOException failure(LastErrorException e) {
    return new IOException(strerror(e.getErrorCode()), e);
  }
}
