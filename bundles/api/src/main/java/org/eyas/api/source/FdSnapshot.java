package org.eyas.api.source;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;

/**
 * A file descriptor as a source found it before its first event.
 *
 * @param number the descriptor
 * @param type what it refers to
 * @param inode the inode the descriptor refers to; of sockets the socket's
 * @param path the path of a file, the text of other kinds (pipe:[1], [eventfd]), the path of a unix socket
 * @param openFlags scap encoding (file_flags)
 * @param dev device number in the kernel's encoding
 * @param mountId the mount it lies on
 * @param socket the addresses of an internet or unix socket; {@link Socket#NONE} for the others
 */
public record FdSnapshot(
    long number,
    FdType type,
    long inode,
    Text path,
    long openFlags,
    long dev,
    long mountId,
    Socket socket) {

  /**
   * The ends of a socket. Addresses are 4 or 16 bytes in network order, empty where unknown. Of a server socket the
   * destination is its own address. Of a unix socket {@code sourcePointer} and {@code destinationPointer} are the
   * kernel's addresses of both ends.
   */
  public record Socket(
      Text source, int sourcePort, Text destination, int destinationPort, L4Protocol protocol, long sourcePointer,
      long destinationPointer) {
    public static final Socket NONE =
        new Socket(
            org.eyas.api.data.Bytes.EMPTY, 0, org.eyas.api.data.Bytes.EMPTY, 0, L4Protocol.NONE, 0, 0);
  }
}
