package org.eyas.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The main class of the run that makes the AOT cache. It runs the program twice in one process, because a cache is made
 * from one process: {@code ARGUMENT... -- ARGUMENT...}.
 */
final class CacheTraining {
  private static final String NEXT = "--";
  private static final String CLASS = ".class";

  /** The jars of bundles that a run of an ordinary user cannot start. */
  private static final List<String> PARTS_FOR_ROOT = List.of("org.eyas.linux.jar", "org.eyas.driver.ebpf.jar");

  private CacheTraining() {}

  /** Runs twice and exits; if the first run fails, with its code. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    StandardStreams streams = StandardStreams.standard();
    Main program = new Main(streams, ProcessShutdown.watch(Thread.currentThread(), false));
    int end = Arrays.asList(args).indexOf(NEXT);
    int code = program.run(Arrays.copyOf(args, end));
    if (code == 0) {
      code = program.run(Arrays.copyOfRange(args, end + 1, args.length));
    }
    loadClasses();
    readMachine(streams);
    program.exit(code);
  }

  private static void loadClasses() throws IOException, ClassNotFoundException {
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (PARTS_FOR_ROOT.contains(Path.of(jar).getFileName().toString())) {
        loadClasses(jar);
      }
    }
  }

  private static void loadClasses(String jar) throws IOException, ClassNotFoundException {
    ClassLoader loader = CacheTraining.class.getClassLoader();
    try (JarFile file = new JarFile(jar)) {
      for (String name : file.stream().map(JarEntry::getName).filter(CacheTraining::isClass).toList()) {
        Class.forName(name.substring(0, name.length() - CLASS.length()).replace('/', '.'), false, loader);
      }
    }
  }

  // Calls native code and reads /proc, as the eBPF driver does at each start. Every user may do this.
  private static void readMachine(StandardStreams streams) throws ReflectiveOperationException {
    ClassLoader loader = CacheTraining.class.getClassLoader();
    Class<?> sink = loader.loadClass("org.eyas.api.source.StateSink");
    Object nowhere = Proxy.newProxyInstance(loader, new Class<?>[] {sink}, (proxy, method, arguments) -> null);
    Class<?> reader = loader.loadClass("org.eyas.linux.proc.MachineReader");
    Object machine = reader.getMethod("ofHost", Map.class).invoke(null, System.getenv());
    reader.getMethod("report", long.class, sink).invoke(machine, 0L, nowhere);
    try {
      Class.forName("org.eyas.linux.libc.Libc", true, loader);
    } catch (LinkageError e) {
      streams.err().println("The AOT cache is made without native code: " + e);
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(CLASS) && !name.endsWith("-info.class");
  }
}
