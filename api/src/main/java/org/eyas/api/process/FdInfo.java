package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open file descriptor in the engine's table. It is a live view that only the loop's thread may read, and only until the call
 * that passed it returns.
 *
 * <p>Addresses are 4 or 16 bytes in network byte order, or {@link Text#ABSENT} if there is none. Ports are plain numbers.
 */
@ProviderType
public interface FdInfo {
  /** Whether the descriptor is in the table. If not, all other values are empty. */
  boolean known();

  /** The number of the descriptor in its process. */
  long number();

  FdType type();

  /** The absolute path, or for a socket its addresses, as {@code fd.name} prints them. */
  Bytes name();

  /** The path as the program passed it to the system call. */
  Bytes nameRaw();

  /** The flags with which the file was opened, in the scap encoding (file_flags). */
  long openFlags();

  /** The device number, in the kernel's encoding. */
  long dev();

  long inode();

  /** Whether the file is in the upper, writable layer of an overlay file system. */
  boolean upperLayer();

  /** Whether the file is in a lower layer of an overlay file system. */
  boolean lowerLayer();

  L4Protocol l4Protocol();

  /** Whether the process accepted this connection. */
  boolean roleServer();

  /** Whether the process made this connection. */
  boolean roleClient();

  /** Whether a TCP or UDP socket is connected. */
  boolean connected();

  /** The address of the client; {@link Text#ABSENT} for a listening socket. */
  Bytes clientAddress();

  Bytes serverAddress();

  int clientPort();

  int serverPort();

  /** Whether the current event changed the name or an address. */
  boolean nameChanged();

  /**
   * A number that both ends of a pipe or of a pair of Unix sockets have in common, and that no other descriptor has at
   * the same time; 0 for other descriptors, or if the number is not known.
   */
  default long pair() {
    return 0;
  }

  /** The process that a pidfd refers to; -1 for other descriptors. */
  long pidfdPid();

  /** The transport protocol of a socket. */
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

    /** The value of {@code fd.l4proto}. */
    public String label() {
      return label;
    }
  }
}
