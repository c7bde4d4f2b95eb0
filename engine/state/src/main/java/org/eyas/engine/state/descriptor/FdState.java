package org.eyas.engine.state.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.engine.state.encoding.ScapFlags;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor in a table.
 *
 * <p>Several tables can share one object; {@code references} counts them. A shared object is copied before it is
 * changed ({@link FdTable#writable}). The objects come from an {@link FdPool} and return to it.
 */
public final class FdState implements FdInfo {
  private static final int SERVER = 1;
  private static final int CLIENT = 1 << 1;
  private static final int CONNECTED = 1 << 2;
  private static final int UPPER_LAYER = 1 << 3;
  private static final int LOWER_LAYER = 1 << 4;

  int references;
  /** The number with which the object was found last. One object can have several numbers. */
  int number;
  FdType type = FdType.UNKNOWN;
  Text name = Text.EMPTY;
  Text nameRaw = Text.EMPTY;
  int openFlags;
  int dev;
  long inode;
  int pidfdPid;
  boolean nameChanged;
  /** Whether {@link SharedFileSet} contains this object. */
  boolean common;
  private byte marks;
  private @Nullable SocketEndpoints ends;

  void clear() {
    type = FdType.UNKNOWN;
    name = Text.EMPTY;
    nameRaw = Text.EMPTY;
    openFlags = 0;
    dev = 0;
    inode = 0;
    pidfdPid = -1;
    nameChanged = false;
    marks = 0;
    if (ends != null) {
      ends.clear();
    }
  }

  public void copy(FdState from) {
    type = from.type;
    name = from.name;
    nameRaw = from.nameRaw;
    openFlags = from.openFlags;
    dev = from.dev;
    inode = from.inode;
    pidfdPid = from.pidfdPid;
    marks = from.marks;
    if (from.ends != null) {
      ends().copy(from.ends);
    }
  }

  /** Whether another descriptor of a file or directory has equal properties. */
  boolean isSameFile(FdState other) {
    return inode == other.inode
        && dev == other.dev
        && openFlags == other.openFlags
        && type == other.type
        && marks == other.marks
        && (name == other.name || name.contentEquals(other.name))
        && (nameRaw == other.nameRaw || nameRaw.contentEquals(other.nameRaw));
  }

  public SocketEndpoints ends() {
    SocketEndpoints known = ends;
    if (known == null) {
      known = new SocketEndpoints();
      ends = known;
    }
    return known;
  }

  public void markServer() {
    marks |= SERVER;
  }

  public void markClient() {
    marks |= CLIENT;
  }

  public void markConnected() {
    marks |= CONNECTED;
  }

  public void markLayers(boolean upper, boolean lower) {
    marks |= (byte) ((upper ? UPPER_LAYER : 0) | (lower ? LOWER_LAYER : 0));
  }

  public boolean hasRole() {
    return (marks & (SERVER | CLIENT)) != 0;
  }

  public boolean closesOnExec() {
    return (openFlags & ScapFlags.OPEN_CLOEXEC) != 0
        || type == FdType.EVENTPOLL && (openFlags & ScapFlags.EPOLL_CLOEXEC) != 0
        || type == FdType.MEMFD && (openFlags & ScapFlags.MEMFD_CLOEXEC) != 0;
  }

  /** Sets or clears close-on-exec as dup and fcntl do. */
  public void closeOnExec(boolean closes) {
    // epoll and memfd have bits of their own for close-on-exec, which have other meanings in the flags of a file.
    int own = type == FdType.EVENTPOLL ? ScapFlags.EPOLL_CLOEXEC : type == FdType.MEMFD ? ScapFlags.MEMFD_CLOEXEC : 0;
    openFlags = openFlags & ~(ScapFlags.OPEN_CLOEXEC | own) | (closes ? ScapFlags.OPEN_CLOEXEC : 0);
  }

  /** Whether the descriptor is an internet socket with two ends. */
  public boolean isInetPair() {
    return type == FdType.IPV4 || type == FdType.IPV6;
  }

  private int addressLength() {
    return type.isIpv4() ? 4 : 16;
  }

  @Override
  public boolean known() {
    return true;
  }

  @Override
  public long number() {
    return number;
  }

  public void number(int changed) {
    number = changed;
  }

  @Override
  public FdType type() {
    return type;
  }

  public void type(FdType changed) {
    type = changed;
  }

  @Override
  public Text name() {
    return name;
  }

  public void name(Text changed) {
    name = changed;
  }

  @Override
  public Text nameRaw() {
    return nameRaw;
  }

  public void nameRaw(Text changed) {
    nameRaw = changed;
  }

  @Override
  public long openFlags() {
    return openFlags & 0xffff_ffffL;
  }

  public void openFlags(int changed) {
    openFlags = changed;
  }

  @Override
  public long dev() {
    return dev & 0xffff_ffffL;
  }

  public void dev(int changed) {
    dev = changed;
  }

  @Override
  public long inode() {
    return inode;
  }

  public void inode(long changed) {
    inode = changed;
  }

  @Override
  public boolean upperLayer() {
    return (marks & UPPER_LAYER) != 0;
  }

  @Override
  public boolean lowerLayer() {
    return (marks & LOWER_LAYER) != 0;
  }

  /** The protocol. For a socket that is neither client nor server yet, only the raw protocol is reported. */
  @Override
  public L4Protocol l4Protocol() {
    if (!type.isInet() || ends == null) {
      return L4Protocol.NONE;
    }
    L4Protocol protocol = ends.protocol;
    return type.isServerSocket() || hasRole() || protocol == L4Protocol.RAW ? protocol : L4Protocol.NONE;
  }

  @Override
  public boolean roleServer() {
    return (marks & SERVER) != 0;
  }

  @Override
  public boolean roleClient() {
    return (marks & CLIENT) != 0;
  }

  @Override
  public boolean connected() {
    return (marks & CONNECTED) != 0;
  }

  @Override
  public Bytes clientAddress() {
    return isInetPair() && ends != null ? ends.source(addressLength()) : Text.ABSENT;
  }

  @Override
  public Bytes serverAddress() {
    return type.isInet() && ends != null ? ends.destination(addressLength()) : Text.ABSENT;
  }

  @Override
  public int clientPort() {
    return isInetPair() && ends != null ? ends.sourcePort : 0;
  }

  @Override
  public int serverPort() {
    return type.isInet() && ends != null ? ends.destinationPort : 0;
  }

  @Override
  public boolean nameChanged() {
    return nameChanged;
  }

  public void nameChanged(boolean changed) {
    nameChanged = changed;
  }

  @Override
  public long pair() {
    SocketEndpoints sockets = ends;
    return switch (type) {
      case PIPE -> inode;
      // The kernel's addresses of both ends, in any order.
      case UNIX -> sockets == null ? 0 : sockets.sourcePointer ^ sockets.destinationPointer;
      default -> 0;
    };
  }

  @Override
  public long pidfdPid() {
    return pidfdPid;
  }

  public void pidfdPid(int changed) {
    pidfdPid = changed;
  }
}
