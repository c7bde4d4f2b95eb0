package org.eyas.launcher;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import org.eyas.api.launch.LauncherServices;
import org.osgi.framework.BundleContext;

/**
 * Standard output and standard error as services ({@code stream=out}, {@code stream=err}), so that bundles do not use
 * System.out. Both write UTF-8 in every locale; out is buffered and flushed at the end.
 */
record StandardStreams(PrintStream out, PrintStream err) {
  static StandardStreams standard() {
    return new StandardStreams(
        new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** Returns streams with standard error in place of standard output, which is left to another program. */
  StandardStreams withErrAsOut() {
    return new StandardStreams(err, err);
  }

  void registerAt(BundleContext context) {
    context.registerService(PrintStream.class, out, property("out"));
    context.registerService(PrintStream.class, err, property("err"));
  }

  void flush() {
    out.flush();
    err.flush();
  }

  private static Dictionary<String, Object> property(String stream) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(LauncherServices.STREAM, stream);
    return properties;
  }
}
