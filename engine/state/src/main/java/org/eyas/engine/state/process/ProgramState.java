package org.eyas.engine.state.process;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessProgram;
import org.jspecify.annotations.Nullable;

/**
 * The program of a thread: its names and arguments. The command line is built when it is first read, and cached until
 * the name or the arguments change. The arguments are a part of it.
 */
final class ProgramState implements ProcessProgram {
  Text exe = Text.EMPTY;
  Text exepath = Text.EMPTY;
  private Text comm = Text.EMPTY;
  private Text rawArgs = Text.EMPTY;
  private int argCount;
  private @Nullable Text cmdline;
  private @Nullable ByteView args;

  /**
   * Sets new arguments.
   *
   * @param closed arguments, each with a zero byte at its end
   */
  void args(Text closed) {
    rawArgs = closed;
    argCount = 0;
    for (int at = closed.indexOf(0, 0); at >= 0; at = closed.indexOf(0, at + 1)) {
      argCount++;
    }
    forgetLine();
  }

  void comm(Text newComm) {
    comm = newComm;
    forgetLine();
  }

  private void forgetLine() {
    cmdline = null;
    args = null;
  }

  /** Copies everything except the path of the executable, which no event reports for another thread. */
  void copyCall(ProgramState from) {
    exe = from.exe;
    comm(from.comm);
    args(from.rawArgs);
  }

  @Override
  public Bytes exe() {
    return exe;
  }

  @Override
  public Bytes exepath() {
    return exepath;
  }

  @Override
  public Text comm() {
    return comm;
  }

  @Override
  public Text rawArgs() {
    return rawArgs;
  }

  @Override
  public int argCount() {
    return argCount;
  }

  @Override
  public Bytes args() {
    if (argCount == 0) {
      return Text.EMPTY;
    }
    ByteView known = args;
    if (known == null) {
      Text line = cmdline();
      known = new ByteView();
      line.slice(comm.length() + 1, line.length(), known);
      args = known;
    }
    return known;
  }

  @Override
  public Text cmdline() {
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
