package org.eyas.api.process;

import org.eyas.api.data.Bytes;

/**
 * An open file descriptor as the engine knows it: a live view that only the loop's thread may read.
 *
 * <p>Addresses are 4 or 16 bytes in network order, {@link Bytes#ABSENT} where there is none; ports are host order.
 */
public interface FdInfo {
  /** Whether the descriptor is in the table. */
  boolean known();

  long number();

  FdType type();

  /** The absolute path, or the socket's tuple as {@code fd.name} prints it. */
  Bytes name();

  /** The path as it was given to the system call. */
  Bytes nameRaw();

  /** Flags of the open call in the scap encoding (file_flags). */
  long openFlags();

  /** Device number in the kernel's encoding. */
  long dev();

  long inode();

  boolean upperLayer();

  boolean lowerLayer();

  L4Protocol l4Protocol();

  boolean roleServer();

  boolean roleClient();

  /** Whether a TCP or UDP socket is connected. */
  boolean connected();

  /** The client's address; of a server socket there is none. */
  Bytes clientAddress();

  Bytes serverAddress();

  int clientPort();

  int serverPort();

  /** Whether this event changed the name or the tuple. */
  boolean nameChanged();

  /** The process a pidfd refers to, or -1. */
  long pidfdPid();

  /** The transport protocol of a socket, with the text of {@code fd.l4proto}. */
  enum L4Protocol {
    UNKNOWN("<UNKNOWN>"),
    NONE("<NA>"),
    TCP("tcp"),
    UDP("udp"),
    ICMP("icmp"),
    RAW("raw");

    private final String label;

    L4Protocol(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
