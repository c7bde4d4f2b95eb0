package org.eyas.testkit;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessProgram;

/** The program of a {@link FakeProcess}. */
public final class FakeProcessProgram implements ProcessProgram {
  public Text comm = Text.EMPTY;
  public Text exe = Text.EMPTY;
  public Text exepath = Text.EMPTY;
  public Text rawArgs = Text.EMPTY;

  @Override
  public Bytes comm() {
    return comm;
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
  public Bytes rawArgs() {
    return rawArgs;
  }

  @Override
  public int argCount() {
    return (int) rawArgs.toString().chars().filter(c -> c == 0).count();
  }

  @Override
  public Bytes args() {
    return Text.of(String.join(" ", rawArgs.toString().split("\0")));
  }

  @Override
  public Bytes cmdline() {
    return rawArgs.isEmpty() ? comm : Text.of(comm + " " + args());
  }
}
