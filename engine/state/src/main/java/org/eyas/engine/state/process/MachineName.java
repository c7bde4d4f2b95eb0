package org.eyas.engine.state.process;

import org.eyas.api.data.Text;

/** The host name of the machine that the events come from, as the source reports it. Used by the thread of one loop. */
public final class MachineName {
  private Text reported = Text.ABSENT;

  /** Sets the name; an empty one means that the source does not know it. */
  public void setReported(String name) {
    reported = name.isEmpty() ? Text.ABSENT : Text.of(name);
  }

  Text reported() {
    return reported;
  }
}
