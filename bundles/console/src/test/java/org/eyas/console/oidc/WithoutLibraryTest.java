package org.eyas.console.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The library for tokens is not loaded until somebody logs in at a provider: here it is missing. */
class WithoutLibraryTest {
  /** Runs in a class loader that lacks the library. */
  public static final class LocalConsole implements Callable<String> {
    @Override
    public String call() {
      return new ConsoleWithoutProvider().logInPage();
    }
  }

  /** Runs in a class loader that lacks the library, and needs it. */
  public static final class ProviderConsole implements Callable<String> {
    @Override
    public String call() throws OidcRefusal {
      return new ConsoleWithoutProvider().beginAtProvider();
    }
  }

  @Test
  void aConsoleWithoutAProviderDoesNotNeedTheLibrary() throws Exception {
    assertEquals("200", run(LocalConsole.class));
    InvocationTargetException failure = assertThrows(InvocationTargetException.class, () -> run(ProviderConsole.class));
    assertEquals(NoClassDefFoundError.class, failure.getCause().getClass());
  }

  private static Object run(Class<?> task) throws Exception {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jose4j"))
            .map(WithoutLibraryTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Object made = loader.loadClass(task.getName()).getConstructor().newInstance();
      return made.getClass().getMethod("call").invoke(made);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
