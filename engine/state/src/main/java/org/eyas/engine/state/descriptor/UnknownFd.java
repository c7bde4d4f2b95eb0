package org.eyas.engine.state.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;

/** A descriptor that is in no table: only its number is known. */
public final class UnknownFd implements FdInfo {
  private long number = -1;

  public UnknownFd numbered(long newNumber) {
    number = newNumber;
    return this;
  }

  @Override
  public boolean known() {
    return false;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public FdType type() {
    return FdType.UNKNOWN;
  }

  @Override
  public Bytes name() {
    return Text.EMPTY;
  }

  @Override
  public Bytes nameRaw() {
    return Text.EMPTY;
  }

  @Override
  public long openFlags() {
    return 0;
  }

  @Override
  public long dev() {
    return 0;
  }

  @Override
  public long inode() {
    return 0;
  }

  @Override
  public boolean upperLayer() {
    return false;
  }

  @Override
  public boolean lowerLayer() {
    return false;
  }

  @Override
  public L4Protocol l4Protocol() {
    return L4Protocol.NONE;
  }

  @Override
  public boolean roleServer() {
    return false;
  }

  @Override
  public boolean roleClient() {
    return false;
  }

  @Override
  public boolean connected() {
    return false;
  }

  @Override
  public Bytes clientAddress() {
    return Text.ABSENT;
  }

  @Override
  public Bytes serverAddress() {
    return Text.ABSENT;
  }

  @Override
  public int clientPort() {
    return 0;
  }

  @Override
  public int serverPort() {
    return 0;
  }

  @Override
  public boolean nameChanged() {
    return false;
  }

  @Override
  public long pidfdPid() {
    return -1;
  }
}
