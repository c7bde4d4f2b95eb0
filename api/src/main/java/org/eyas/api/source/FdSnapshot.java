package org.eyas.api.source;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;

/**
 * A file descriptor that was open before the first event of a source.
 *
 * @param number the number of the descriptor
 * @param type the kind of object that it refers to
 * @param inode the inode that the descriptor refers to; for a socket, the socket's inode
 * @param path the path of a file or unix socket; for other types the text of the kernel (pipe:[1], [eventfd])
 * @param openFlags the flags with which it was opened, in the scap encoding (file_flags)
 * @param dev the device number, in the kernel's encoding
 * @param mountId the id of the mount that contains the file
 * @param socket the addresses of an internet or unix socket; {@link Socket#NONE} for other types
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
   * The two ends of a socket. Addresses are 4 or 16 bytes in network byte order, empty if unknown. The destination of a listening
   * socket is its own address. For a unix socket, {@code sourcePointer} and {@code destinationPointer} are the addresses of both
   * ends in kernel memory.
   */
  public record Socket(
      Text source, int sourcePort, Text destination, int destinationPort, L4Protocol protocol, long sourcePointer,
      long destinationPointer) {
    public static final Socket NONE =
        new Socket(
            org.eyas.api.data.Text.EMPTY, 0, org.eyas.api.data.Text.EMPTY, 0, L4Protocol.NONE, 0, 0);
  }
}
