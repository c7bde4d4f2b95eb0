package org.eyas.testkit;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessPlace;

/** The environment, directories and cgroups of a {@link FakeProcess}. */
public final class FakeProcessPlace implements ProcessPlace {
  public Text rawEnv = Text.EMPTY;
  public Text cwd = Text.EMPTY;
  public Text root = Text.EMPTY;
  public Text rawCgroups = Text.EMPTY;

  @Override
  public Bytes rawEnv() {
    return rawEnv;
  }

  @Override
  public Bytes cwd() {
    return cwd;
  }

  @Override
  public Bytes root() {
    return root;
  }

  @Override
  public Bytes rawCgroups() {
    return rawCgroups;
  }
}
