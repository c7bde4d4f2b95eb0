package org.eyas.launcher.shortage;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The log of the framework. It prints to standard output, except for refused threads. */
public final class FrameworkLog extends Logger {
  @Override
  protected void doLog(
      @Nullable Bundle bundle,
      @Nullable ServiceReference reference,
      int level,
      @Nullable String message,
      @Nullable Throwable failure) {
    if (!ThreadShortage.ofProcess().recognizes(failure)) {
      super.doLog(bundle, reference, level, message, failure);
    }
  }
}
