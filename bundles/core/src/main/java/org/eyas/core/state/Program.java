package org.eyas.core.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/** What a thread runs: names and arguments. Texts put together from them are made when first asked for, and kept. */
final class Program {
  Text exe = Bytes.EMPTY;
  Text exepath = Bytes.EMPTY;
  private Text comm = Bytes.EMPTY;
  private Text rawArgs = Bytes.EMPTY;
  private int argCount;
  private @Nullable Text args;
  private @Nullable Text cmdline;

  /**
   * Takes new arguments.
   *
   * @param closed each closed by a zero byte
   */
  void args(Text closed) {
    rawArgs = closed;
    argCount = 0;
    for (int at = closed.indexOf(0, 0); at >= 0; at = closed.indexOf(0, at + 1)) {
      argCount++;
    }
    args = null;
    cmdline = null;
  }

  void comm(Text newComm) {
    comm = newComm;
    cmdline = null;
  }

  /** Takes all but the path of the executable, which no event tells of another thread. */
  void copyCall(Program from) {
    exe = from.exe;
    comm(from.comm);
    args(from.rawArgs);
  }

  Text comm() {
    return comm;
  }

  Text rawArgs() {
    return rawArgs;
  }

  int argCount() {
    return argCount;
  }

  Text args() {
    Text known = args;
    if (known == null) {
      known = joinArgs(new ByteBuilder(rawArgs.length() + 1)).toText();
      args = known;
    }
    return known;
  }

  Text cmdline() {
    Text known = cmdline;
    if (known == null) {
      ByteBuilder line = new ByteBuilder(comm.length() + rawArgs.length() + 1).append(comm);
      known = (argCount == 0 ? line : joinArgs(line.append(' '))).toText();
      cmdline = known;
    }
    return known;
  }

  private ByteBuilder joinArgs(ByteBuilder out) {
    for (int i = 0; i < rawArgs.length() - 1; i++) {
      int c = rawArgs.at(i);
      out.append(c == 0 ? ' ' : c);
    }
    return out;
  }
}
